package no.lagret.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import no.lagret.report.Channel;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;
import no.lagret.report.StoredFile;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Where a dispatch stands, as its events say.
 *
 * @param dispatch what it is, in its newest generation
 * @param step of its last event; the next committed hop is one more
 * @param state where it stands
 * @param journalReference the case system's, once stored
 * @param storedAt by the case system's clock
 * @param confirmedAt when the portal was told
 * @param files what was read back
 * @param readBack how it was seen in the case system
 * @param proofKind on what evidence it counts as stored
 * @param adapter digest of the case-system folder that handed over
 * @param attempts how many ended badly, over all generations
 * @param lastFailureClass of the last that ended badly
 * @param lastFailureCode of the last that ended badly
 * @param lastEventAt when it last moved
 * @param letterId the dead letter, while it is one
 */
public record DispatchRow(
    Dispatch dispatch,
    int step,
    ReportState state,
    @Nullable String journalReference,
    @Nullable Instant storedAt,
    @Nullable Instant confirmedAt,
    List<StoredFile> files,
    @Nullable String readBack,
    @Nullable String proofKind,
    @Nullable String adapter,
    int attempts,
    @Nullable String lastFailureClass,
    @Nullable String lastFailureCode,
    Instant lastEventAt,
    @Nullable String letterId) {

  /**
   * By which its PDF is known: what was read back, else what the portal said; null where a ledger
   * that was lost knew the one and the portal never gives the other.
   */
  public @Nullable String knownPdfSha256() {
    String readBack = StoredFile.pdfSha256(files);
    return readBack == null ? dispatch.pdfSha256() : readBack;
  }

  /** Whether it counts as stored because persons said so. */
  public boolean isByHand() {
    return "BY_HAND".equals(proofKind);
  }

  static DispatchRow of(ResultSet rs, int row) throws SQLException {
    return new DispatchRow(
        new Dispatch(
            rs.getString("recipient"),
            Channel.valueOf(rs.getString("channel")),
            rs.getString("report_id"),
            rs.getString("dispatch_id"),
            rs.getInt("generation"),
            Timestamps.parseNullable(rs.getString("sent_at")),
            Objects.requireNonNull(Timestamps.parseNullable(rs.getString("received_at"))),
            rs.getString("pdf_sha256"),
            rs.getString("sealed_sha256"),
            rs.getLong("sealed_size"),
            rs.getString("reply_account")),
        rs.getInt("step"),
        ReportState.valueOf(rs.getString("state")),
        rs.getString("journal_reference"),
        Timestamps.parseNullable(rs.getString("stored_at")),
        Timestamps.parseNullable(rs.getString("confirmed_at")),
        FilesJson.read(rs.getString("files")),
        rs.getString("read_back"),
        rs.getString("proof_kind"),
        rs.getString("adapter"),
        rs.getInt("attempts"),
        rs.getString("last_failure_class"),
        rs.getString("last_failure_code"),
        Instant.parse(rs.getString("last_event_at")),
        rs.getString("letter_id"));
  }
}
