package no.lagret.sealing;

import java.time.Instant;
import java.util.Objects;
import no.lagret.report.Channel;
import org.jspecify.annotations.Nullable;

/**
 * That named persons want a dispatch handed back to the portal. It proves nothing before {@link
 * HandBacks#holds} says so.
 *
 * @param recipient the configured name of the recipient
 * @param channel how the dispatch came
 * @param reportId the report
 * @param dispatchId the dispatch that may be handed back, and no other
 * @param generation which copy of it
 * @param letterId the dead letter that it was
 * @param reason why
 * @param approvalId names their decision
 * @param askedBy the user who asked
 * @param approvedBy the user who approved as the second person; null where the settings want none
 * @param approvedAt when, to the millisecond
 * @param mac over all of the above
 */
public record HandBack(
    String recipient,
    Channel channel,
    String reportId,
    String dispatchId,
    int generation,
    String letterId,
    Reason reason,
    String approvalId,
    String askedBy,
    @Nullable String approvedBy,
    Instant approvedAt,
    String mac) {

  /** Why a report goes back, as far as that may stand in the ledger. */
  public enum Reason {
    /** It is meant for another municipality or district. */
    WRONG_RECIPIENT,
    /** No key opens it, or what is inside is no report. */
    CANNOT_BE_OPENED,
    /** The case system does not take it, and nobody can register it by hand. */
    CANNOT_BE_STORED,
    /** It came on paper already. */
    DUPLICATE_ON_PAPER
  }

  public HandBack {
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(reportId, "reportId");
    Objects.requireNonNull(dispatchId, "dispatchId");
    Objects.requireNonNull(letterId, "letterId");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(approvalId, "approvalId");
    Objects.requireNonNull(askedBy, "askedBy");
    Objects.requireNonNull(approvedAt, "approvedAt");
    Objects.requireNonNull(mac, "mac");
  }

  /** How many persons decided. */
  public int persons() {
    return approvedBy == null ? 1 : 2;
  }
}
