package no.lagret.reconciliation;

import java.time.Instant;
import no.lagret.ledger.DispatchRow;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of a dispatch, as far as it is compared.
 *
 * @param reportId the report's identity
 * @param dispatchId the portal's id
 * @param state where it stands
 * @param sentAt by the portal's clock
 * @param receivedAt when the gateway took it
 * @param storedAt by the case system's clock where it said so, else by ours
 * @param confirmedAt when the portal was told
 * @param lastEventAt when it last moved
 * @param journalReference the case system's own
 * @param pdfSha256 hex digest of its PDF
 * @param byHand stored because persons said so
 * @param readBack its bytes were seen in the case system
 */
record Kept(
    String reportId,
    String dispatchId,
    ReportState state,
    @Nullable Instant sentAt,
    Instant receivedAt,
    @Nullable Instant storedAt,
    @Nullable Instant confirmedAt,
    Instant lastEventAt,
    @Nullable String journalReference,
    @Nullable String pdfSha256,
    boolean byHand,
    boolean readBack) {

  static Kept of(DispatchRow row) {
    boolean stored = row.journalReference() != null;
    return new Kept(
        row.dispatch().reportId(),
        row.dispatch().dispatchId(),
        row.state(),
        row.dispatch().sentAt(),
        row.dispatch().receivedAt(),
        row.storedAt() == null && stored ? row.lastEventAt() : row.storedAt(),
        row.confirmedAt(),
        row.lastEventAt(),
        row.journalReference(),
        row.knownPdfSha256(),
        row.isByHand(),
        "READ_BACK".equals(row.readBack()));
  }

  boolean isStored() {
    return state == ReportState.STORED
        || state == ReportState.CONFIRMED
        || state == ReportState.PORTAL_GONE;
  }

  boolean isUnderWay() {
    return !state.isFinal() && state != ReportState.STORED;
  }

  Instant sent() {
    return sentAt == null ? receivedAt : sentAt;
  }
}
