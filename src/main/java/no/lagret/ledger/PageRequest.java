package no.lagret.ledger;

/**
 * Which part of a long list.
 *
 * @param page from 0
 * @param size 1 to 200
 */
public record PageRequest(int page, int size) {

  /** What one answer holds at most. */
  public static final int MAX_SIZE = 200;

  public PageRequest {
    if (page < 0 || size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("page counts from 0, size from 1 to " + MAX_SIZE);
    }
  }

  /** The first fifty. */
  public static PageRequest first() {
    return new PageRequest(0, 50);
  }

  /** How many come before it. */
  public long offset() {
    return (long) page * size;
  }
}
