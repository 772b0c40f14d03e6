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

  Period widened(Duration by) {
    return new Period(from.minus(by), to.plus(by));
  }
}
