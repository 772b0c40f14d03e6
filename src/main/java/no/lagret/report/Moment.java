package no.lagret.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A moment in the life of this process. Its age is right when the clock is set meanwhile: it is
 * counted, not computed from times of day.
 *
 * @param at what the clock showed
 * @param nanos {@link System#nanoTime} then
 */
public record Moment(Instant at, long nanos) {

  public static Moment now(InstantSource clock) {
    return new Moment(clock.instant(), System.nanoTime());
  }

  /** How long ago it was; never negative. */
  public Duration age() {
    return Duration.ofNanos(Math.max(0, System.nanoTime() - nanos));
  }
}
