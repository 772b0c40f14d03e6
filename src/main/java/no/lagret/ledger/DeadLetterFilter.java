package no.lagret.ledger;

import java.time.Instant;
import java.util.Set;
import no.lagret.report.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters; {@code null} asks for nothing, an empty set finds nothing.
 *
 * @param recipients configured names
 * @param reason why it is one
 * @param q the beginning of a letter id, a report id or a dispatch id
 * @param from last failed at or after
 * @param to last failed before
 * @param settled true for settled ones, false for open ones
 */
public record DeadLetterFilter(
    @Nullable Set<String> recipients,
    @Nullable DeadLetterReason reason,
    @Nullable String q,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Boolean settled) {

  /** All that wait for a person. */
  public static DeadLetterFilter open() {
    return new DeadLetterFilter(null, null, null, null, null, false);
  }
}
