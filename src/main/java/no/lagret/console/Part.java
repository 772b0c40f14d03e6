package no.lagret.console;

import no.lagret.ledger.PageRequest;

/**
 * Where in a long list the reader is.
 *
 * @param page from 0
 * @param pages how many there are; at least 1
 * @param total of the whole list
 */
record Part(int page, long pages, long total) {

  static Part of(PageRequest asked, long total) {
    return new Part(asked.page(), Math.max(1, (total + asked.size() - 1) / asked.size()), total);
  }

  public boolean hasNext() {
    return page + 1 < pages;
  }
}
