package no.lagret.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The true time, or so much before or after it. */
public final class MovableClock implements InstantSource {

  private volatile Duration offset = Duration.ZERO;

  @Override
  public Instant instant() {
    return Instant.now().plus(offset);
  }

  /** From now on it runs so much ahead of the true time, or behind it where negative. */
  public void runsAheadBy(Duration time) {
    offset = time;
  }
}
