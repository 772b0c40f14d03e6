package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * On which terms is compared.
 *
 * @param period which reports
 * @param now when
 * @param grace how long a step may take before it is missed
 * @param skew by how much the clocks of two sides may differ
 */
record Terms(Period period, Instant now, Duration grace, Duration skew) {

  /** Whether it should have gone on by now; what has no time should. */
  boolean isDue(@Nullable Instant since) {
    return since == null || since.plus(grace).isBefore(now);
  }
}
