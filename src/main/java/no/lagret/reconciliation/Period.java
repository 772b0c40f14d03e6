package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * For which time is compared.
 *
 * @param from at or after
 * @param to before
 */
public record Period(Instant from, Instant to) {

  public Period {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from must be before to");
    }
  }

  boolean contains(@Nullable Instant time) {
    return time != null && !time.isBefore(from) && time.isBefore(to);
  }

  /** What lies in both; null where nothing does. */
  public @Nullable Period common(Period other) {
    Instant begin = from.isAfter(other.from) ? from : other.from;
    Instant end = to.isBefore(other.to) ? to : other.to;
    return begin.isBefore(end) ? new Period(begin, end) : null;
  }

  Period widened(Duration by) {
    return new Period(from.minus(by), to.plus(by));
  }
}
