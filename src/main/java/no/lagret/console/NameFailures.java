package no.lagret.console;

import java.time.Duration;
import java.time.Instant;

/**
 * The failures of one name. A success takes none of them back: a program that signs in all day
 * would else give somebody who guesses as many attempts as it makes itself.
 */
final class NameFailures {

  private static final int FREE = 4;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** Longer than any lock: whoever only waits for its end is locked for longer the next time. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

  private int count;
  private Instant last = Instant.EPOCH;

  /** How many, within half an hour of one another. */
  int count() {
    return count;
  }

  void add(Instant now) {
    if (forgotten(now)) {
      count = 0;
    }
    count++;
    last = now;
  }

  private boolean forgotten(Instant now) {
    return !now.isBefore(last.plus(FORGOTTEN_AFTER));
  }

  /** Until the name is looked at again; zero when it is. */
  Duration wait(Instant now) {
    if (last.isAfter(now)) {
      // The clock was set back: nobody is locked out for longer by that.
      last = now;
    }
    if (count <= FREE) {
      return Duration.ZERO;
    }
    Duration lock = SHORTEST.multipliedBy(1L << Math.min(count - FREE - 1, 10));
    Instant until = last.plus(lock.compareTo(LONGEST) < 0 ? lock : LONGEST);
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }
}
