package no.lagret.casesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.OpenedReport;
import no.lagret.report.StoredFile;
import no.lagret.report.StoredReceipt;
import no.lagret.sealing.Proof;
import no.lagret.sealing.Proofs;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The only place from which a confirmation can come. A receipt counts when it names this report,
 * carries a journal reference and the right digests, and when the gateway itself has read the very
 * bytes back. Over files nothing can be read back: such a proof says that it rests on the receipt.
 */
public final class ReceiptVerifier {

  /** The exchange property under which the proof travels on. */
  public static final String PROOF = "proof";

  /** The exchange property under which the receipt travels on. */
  public static final String RECEIPT = "storedReceipt";

  private static final int LOOKS = 3;

  private final PerRecipient<ReadBack> readBacks;
  private final Proofs proofs;
  private final AdapterDigest adapters;
  private final PerRecipient<Duration> readBackTimeouts;
  private final InstantSource clock;

  ReceiptVerifier(
      PerRecipient<ReadBack> readBacks,
      Proofs proofs,
      AdapterDigest adapters,
      PerRecipient<Duration> readBackTimeouts,
      InstantSource clock) {
    this.readBacks = readBacks;
    this.proofs = proofs;
    this.adapters = adapters;
    this.readBackTimeouts = readBackTimeouts;
    this.clock = clock;
  }

  /**
   * Proves that the report just handed over is stored, from the receipt in the message's body.
   * Leaves the proof as body and as exchange property {@link PROOF}.
   *
   * @throws ClassifiedFailure FALSE_RECEIPT when it is not proved, CONFLICT when the case system
   *     held other content before, OUTAGE when it cannot be looked at now
   */
  public void prove(Exchange exchange) throws ClassifiedFailure {
    OpenedReport opened = exchange.getProperty(OpenedReport.PROPERTY, OpenedReport.class);
    if (opened == null) {
      throw new IllegalStateException(
          "Only an opened report can be proved: call reports.open first");
    }
    byte[] body = exchange.getMessage().getBody(byte[].class);
    StoredReceipt receipt =
        Receipts.read(body == null ? new byte[0] : body, opened.dispatch().reportId());
    boolean wasThere = "yes".equals(exchange.getProperty(CaseSystem.HAS_REPORT));
    Proof proof = prove(opened, receipt, wasThere);
    exchange.setProperty(PROOF, proof);
    exchange.setProperty(RECEIPT, receipt);
    exchange.getMessage().setBody(proofs.toJson(proof).getBytes(UTF_8));
  }

  private Proof prove(OpenedReport opened, StoredReceipt receipt, boolean wasThere)
      throws ClassifiedFailure {
    StoredFile ours = StoredFile.of(opened.pdf());
    StoredFile theirs = pdfOf(receipt);
    if (!theirs.equals(ours)) {
      throw wasThere && !opened.falselyReceiptedBefore() && reallyHolds(opened.dispatch(), theirs)
          ? new ClassifiedFailure(
              FailureClass.CONFLICT,
              "OTHER_CONTENT",
              "Case system holds other content under this id")
          : Receipts.no("WRONG_DIGEST", "its digest or size is not that of what was handed over");
    }
    for (Document document : opened.documents()) {
      StoredFile named =
          receipt.files().stream()
              .filter(file -> file.fileName().equals(document.fileName()))
              .findFirst()
              .orElse(null);
      if (named != null
          && !isThere(opened.dispatch(), document, named)
          && !isOfAnEarlierDispatch(opened, document, named, wasThere)) {
        throw Receipts.no("READ_BACK_DIFFERS", "other bytes are there than were handed over");
      }
    }
    return issue(opened.dispatch(), receipt);
  }

  /** The same PDF makes it the same report; the form's fields may have been sent anew. */
  private boolean isOfAnEarlierDispatch(
      OpenedReport opened, Document document, StoredFile named, boolean wasThere)
      throws ClassifiedFailure {
    return wasThere
        && opened.storedBefore()
        && !opened.falselyReceiptedBefore()
        && !document.fileName().equals(Document.PDF)
        && reallyHolds(opened.dispatch(), named);
  }

  private boolean isThere(Dispatch dispatch, Document document, StoredFile named)
      throws ClassifiedFailure {
    return readBack(dispatch).isReceiptOnly()
        ? named.equals(StoredFile.of(document))
        : Arrays.equals(look(dispatch, document.fileName()), document.content());
  }

  /**
   * Proves anew, from a digest known before, that a report is still stored.
   *
   * @param pdfSha256 hex digest of the opened PDF
   * @return a fresh proof, or null when the case system does not hold the report any more, or holds
   *     something else
   * @throws ClassifiedFailure OUTAGE when it cannot be looked at now
   */
  public @Nullable Proof proveAgain(Dispatch dispatch, String pdfSha256) throws ClassifiedFailure {
    try {
      StoredReceipt receipt = readBack(dispatch).ask(dispatch.reportId());
      if (receipt == null) {
        return null;
      }
      StoredFile pdf = pdfOf(receipt);
      return pdf.sha256().equals(pdfSha256) && reallyHolds(dispatch, pdf)
          ? issue(dispatch, receipt)
          : null;
    } catch (ClassifiedFailure e) {
      if (e.failureClass() == FailureClass.FALSE_RECEIPT) {
        return null;
      }
      throw e;
    }
  }

  /**
   * The journal reference under which the case system says it holds the report; null where it does
   * not, or says so in a way that proves nothing.
   *
   * @throws ClassifiedFailure OUTAGE when it cannot be looked at now
   */
  public @Nullable String referenceOf(String recipient, String reportId) throws ClassifiedFailure {
    try {
      return readBacks.of(recipient).referenceOf(reportId);
    } catch (ClassifiedFailure e) {
      if (e.failureClass() == FailureClass.FALSE_RECEIPT) {
        return null;
      }
      throw e;
    }
  }

  /**
   * Whether the case system holds this very report, may take it at any moment, or holds something
   * of which it cannot be said that it is another one.
   *
   * @param pdfSha256 hex digest of the opened PDF; null where it is not known
   * @throws ClassifiedFailure when it cannot be looked at now
   */
  public boolean mayHold(Dispatch dispatch, @Nullable String pdfSha256) throws ClassifiedFailure {
    if (readBack(dispatch).isOnItsWay(dispatch.reportId())) {
      return true;
    }
    if (referenceOf(dispatch.recipient(), dispatch.reportId()) == null) {
      return false;
    }
    StoredFile pdf;
    try {
      StoredReceipt receipt = readBack(dispatch).ask(dispatch.reportId());
      if (receipt == null) {
        return false;
      }
      pdf = pdfOf(receipt);
    } catch (ClassifiedFailure e) {
      if (e.failureClass() == FailureClass.FALSE_RECEIPT) {
        return true;
      }
      throw e;
    }
    return pdfSha256 == null || (pdf.sha256().equals(pdfSha256) && reallyHolds(dispatch, pdf));
  }

  /**
   * A proof on the word of persons: registered by hand under this reference. It does not grow old,
   * for looking again would tell nothing more.
   *
   * @param dispatch of the report that they spoke of
   */
  public Proof byHand(Dispatch dispatch, String journalReference) {
    return proofs.issue(
        dispatch.recipient(),
        dispatch.channel(),
        dispatch.reportId(),
        dispatch.dispatchId(),
        dispatch.generation(),
        dispatch.replyAccount(),
        Proof.Kind.BY_HAND,
        List.of(),
        journalReference,
        false,
        adapters.of(dispatch.recipient()),
        clock.instant());
  }

  private Proof issue(Dispatch dispatch, StoredReceipt receipt) {
    return proofs.issue(
        dispatch.recipient(),
        dispatch.channel(),
        dispatch.reportId(),
        dispatch.dispatchId(),
        dispatch.generation(),
        dispatch.replyAccount(),
        Proof.Kind.STORED,
        receipt.files(),
        receipt.journalReference(),
        !readBack(dispatch).isReceiptOnly(),
        adapters.of(dispatch.recipient()),
        clock.instant());
  }

  private ReadBack readBack(Dispatch dispatch) {
    return readBacks.of(dispatch.recipient());
  }

  private static StoredFile pdfOf(StoredReceipt receipt) throws ClassifiedFailure {
    return receipt.files().stream()
        .filter(file -> file.fileName().equals(Document.PDF))
        .findFirst()
        .orElseThrow(() -> Receipts.no("NO_PDF", "the receipt does not name the PDF"));
  }

  private boolean reallyHolds(Dispatch dispatch, StoredFile file) throws ClassifiedFailure {
    if (readBack(dispatch).isReceiptOnly()) {
      return true; // its word is all there is
    }
    byte[] stored = readBack(dispatch).read(dispatch.reportId(), file.fileName());
    return stored != null
        && stored.length == file.size()
        && Digests.sha256(stored).equals(file.sha256());
  }

  /** A store may show what it just took a moment later: looked for again before it counts. */
  private byte[] look(Dispatch dispatch, String fileName) throws ClassifiedFailure {
    Duration readBackTimeout = readBackTimeouts.of(dispatch.recipient());
    long end = System.nanoTime() + readBackTimeout.toNanos();
    for (int i = 1; ; i++) {
      byte[] stored = readBack(dispatch).read(dispatch.reportId(), fileName);
      if (stored != null) {
        return stored;
      }
      if (i == LOOKS || System.nanoTime() - end >= 0) {
        throw Receipts.no("READ_BACK_MISSING", "the file is not there when we look");
      }
      LockSupport.parkNanos(readBackTimeout.dividedBy(2L * LOOKS).toNanos());
    }
  }
}
