package no.lagret.reconciliation;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import no.lagret.casesystem.ListedReceipt;
import no.lagret.portal.svarinn.Listed;
import org.jspecify.annotations.Nullable;

/**
 * One line of the portal's or the case system's side: ids where it has them, else when it was and
 * how many.
 *
 * @param reportId as the ledger writes it: a UUID in lower case
 * @param dispatchId the portal's id
 * @param journalReference the case system's own
 * @param earliest when, at the earliest; a local time of the hour that comes twice has two
 * @param latest when, at the latest
 * @param count how many reports it stands for
 * @param status what the portal says became of it
 * @param pdfSha256 hex digest of the stored PDF
 */
record Row(
    @Nullable String reportId,
    @Nullable String dispatchId,
    @Nullable String journalReference,
    @Nullable Instant earliest,
    @Nullable Instant latest,
    int count,
    Status status,
    @Nullable String pdfSha256) {

  /** What the portal says of it. */
  enum Status {
    NOT_SAID,
    WAITING,
    DELIVERED,
    PRINTED
  }

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  Row {
    reportId =
        reportId != null && UUID.matcher(reportId).matches()
            ? reportId.toLowerCase(Locale.ROOT)
            : reportId;
  }

  /** A dispatch that the portal lists. */
  static Row waiting(Listed listed) {
    Instant sent = listed.sentAt();
    return new Row(
        listed.reportId(),
        listed.dispatchId(),
        null,
        sent,
        sent,
        1,
        Status.WAITING,
        listed.pdfSha256());
  }

  /** A report that the case system lists. */
  static Row stored(ListedReceipt receipt) {
    Instant stored = receipt.storedAt();
    return new Row(
        receipt.reportId(),
        null,
        receipt.journalReference(),
        stored,
        stored,
        1,
        Status.NOT_SAID,
        receipt.pdfSha256());
  }

  boolean hasId() {
    return reportId != null || dispatchId != null || journalReference != null;
  }
}
