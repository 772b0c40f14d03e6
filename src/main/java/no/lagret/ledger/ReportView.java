package no.lagret.ledger;

import java.time.Instant;
import java.util.List;
import no.lagret.report.ReportState;

/**
 * A report with all its dispatches.
 *
 * @param recipient the configured name of the recipient
 * @param reportId the report's identity
 * @param dispatches at least one, first received first
 * @param events newest last; empty in lists
 */
public record ReportView(
    String recipient, String reportId, List<DispatchRow> dispatches, List<EventRow> events) {

  /** That of its least settled dispatch. */
  public ReportState state() {
    return ReportState.leastSettled(dispatches.stream().map(DispatchRow::state).toList());
  }

  /** When the gateway took its first dispatch. */
  public Instant receivedAt() {
    return dispatches.get(0).dispatch().receivedAt();
  }
}
