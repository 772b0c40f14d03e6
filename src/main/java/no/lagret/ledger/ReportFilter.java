package no.lagret.ledger;

import java.time.Instant;
import java.util.Set;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/**
 * Which reports; {@code null} asks for nothing, an empty set finds nothing.
 *
 * @param recipients configured names
 * @param state where the report stands
 * @param q the beginning of a report id, a dispatch id or a journal reference
 * @param from received at or after
 * @param to received before
 */
public record ReportFilter(
    @Nullable Set<String> recipients,
    @Nullable ReportState state,
    @Nullable String q,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** All of them. */
  public static ReportFilter all() {
    return new ReportFilter(null, null, null, null, null);
  }
}
