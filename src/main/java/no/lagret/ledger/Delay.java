package no.lagret.ledger;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wait that doubles up to a bound and ends early when the work is to stop. */
final class Delay {

  private static final long FIRST_MILLIS = 100;

  private final long longestMillis;
  private long nextMillis = FIRST_MILLIS;

  Delay(Duration longest) {
    this.longestMillis = longest.toMillis();
  }

  boolean isFirst() {
    return nextMillis == FIRST_MILLIS;
  }

  void reset() {
    nextMillis = FIRST_MILLIS;
  }

  /** Waits; true when the work is to stop. */
  boolean await(CountDownLatch stopping) {
    long millis = nextMillis;
    nextMillis = Math.min(longestMillis, millis * 2);
    try {
      return stopping.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
