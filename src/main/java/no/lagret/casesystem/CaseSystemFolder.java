package no.lagret.casesystem;

import java.time.Instant;
import java.time.InstantSource;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import no.lagret.report.OpenedReport;
import org.apache.camel.Exchange;

/** The steps that a case-system route over files calls by name. */
public final class CaseSystemFolder {

  /** The code of a failure: the case system has not taken the folder. */
  public static final String NOT_TAKEN = "NOT_TAKEN";

  private static final String IN_TIME = " lagret.case-system.file.receipt-timeout";

  private final PerRecipient<CaseFolder> folders;
  private final Metadata metadata;
  private final InstantSource clock;

  CaseSystemFolder(PerRecipient<CaseFolder> folders, Metadata metadata, InstantSource clock) {
    this.folders = folders;
    this.metadata = metadata;
    this.clock = clock;
  }

  /**
   * Looks for the report's receipt. Leaves it as body, or none; {@link CaseSystem#HAS_REPORT} is
   * {@code yes} where it was settled before, {@code receipt} where it is new, else {@code no}.
   *
   * @throws ClassifiedFailure OUTAGE when the folder cannot be looked at now
   */
  public void lookForReceipt(Exchange exchange) throws ClassifiedFailure {
    OpenedReport opened = opened(exchange);
    String reportId = opened.dispatch().reportId();
    CaseFolder.Lying receipt = folder(opened).receipt(reportId);
    boolean there = receipt != null && reportId.equals(receipt.reportId());
    exchange.setProperty(
        CaseSystem.HAS_REPORT, !there ? "no" : receipt.archived() ? "yes" : "receipt");
    exchange.getMessage().setBody(there ? receipt.bytes() : null);
  }

  /**
   * Lays the report into the outbox, or finds that it waited long enough.
   *
   * @throws AwaitsReceipt always when it waits from now on, or still
   * @throws ClassifiedFailure NO_RECEIPT when none came in time; OUTAGE when the folder cannot be
   *     used now; CONFLICT when other content waits there under this id
   */
  public void handOver(Exchange exchange) throws AwaitsReceipt, ClassifiedFailure {
    OpenedReport opened = opened(exchange);
    CaseFolder folder = folder(opened);
    Instant since = opened.handedOverAt();
    if (since == null) {
      folder.handOver(opened, metadata.of(opened));
    } else if (!clock.instant().isBefore(since.plus(folder.receiptTimeout()))) {
      throw noReceipt(folder.isUntaken(opened.dispatch().reportId()));
    }
    throw new AwaitsReceipt(folder.receiptTimeout());
  }

  private static ClassifiedFailure noReceipt(boolean untaken) {
    return untaken
        ? new ClassifiedFailure(
            FailureClass.NO_RECEIPT,
            NOT_TAKEN,
            "The case system has not taken the report out of its folder within" + IN_TIME)
        : new ClassifiedFailure(
            FailureClass.NO_RECEIPT,
            "TAKEN",
            "The case system took the report and gave no receipt within" + IN_TIME);
  }

  private CaseFolder folder(OpenedReport opened) {
    return folders.of(opened.dispatch().recipient());
  }

  private static OpenedReport opened(Exchange exchange) {
    OpenedReport opened = exchange.getProperty(OpenedReport.PROPERTY, OpenedReport.class);
    if (opened == null) {
      throw new IllegalStateException("No report is at hand: call reports.open first");
    }
    return opened;
  }
}
