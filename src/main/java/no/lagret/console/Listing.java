package no.lagret.console;

import java.util.List;
import java.util.function.Function;
import no.lagret.ledger.Page;

/**
 * The one form of a list.
 *
 * @param items those of the page asked for
 * @param total how many there are on all pages
 */
record Listing<T>(List<T> items, long total) {

  static <S, T> Listing<T> of(Page<S> page, Function<S, T> item) {
    return new Listing<>(page.items().stream().map(item).toList(), page.total());
  }
}
