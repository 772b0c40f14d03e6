package no.lagret.console;

import java.time.Duration;
import java.time.Instant;

/** The failures of one address within a minute, whatever names it tried. */
final class AddressFailures {

  private static final int MOST = 20;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private int count;
  private Instant since = Instant.EPOCH;

  void add(Instant now) {
    if (over(now)) {
      count = 0;
      since = now;
    }
    count++;
  }

  private boolean over(Instant now) {
    return since.isAfter(now) || !now.isBefore(since.plus(MINUTE));
  }

  /** Until the address is listened to again; zero when it is. */
  Duration wait(Instant now) {
    return count < MOST || over(now) ? Duration.ZERO : Duration.between(now, since.plus(MINUTE));
  }
}
