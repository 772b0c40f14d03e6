package no.lagret.casesystem;

import java.time.Instant;
import java.util.List;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Digests;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.StoredFile;
import no.lagret.report.StoredReceipt;
import org.jspecify.annotations.Nullable;

/** Whether the case system still holds what it held: for who looks long after the delivery. */
public final class StillStored {

  private final PerRecipient<ReadBack> readBacks;

  StillStored(PerRecipient<ReadBack> readBacks) {
    this.readBacks = readBacks;
  }

  /** Where no case system can be asked. */
  public static StillStored nowhere() {
    return new StillStored(PerRecipient.of(List.of(), name -> null));
  }

  /** What was seen there. */
  public enum Sight {
    /** The very report is there. */
    HELD,
    /** It is not. */
    GONE,
    /** Other content is there under its id. */
    CHANGED,
    /** The case system gives no answer by which it could be told. */
    NOT_KNOWN
  }

  /** Whether looking can ever tell: over files, nothing can be read back. */
  public boolean canTell(String recipient) {
    return readBacks.find(recipient).map(readBack -> !readBack.isReceiptOnly()).orElse(false);
  }

  /**
   * Reads back what was stored.
   *
   * @param pdfSha256 hex digest of the opened PDF; null where it is not known
   * @return {@link Sight#NOT_KNOWN} too where the case system is silent
   */
  public Sight look(String recipient, String reportId, @Nullable String pdfSha256) {
    ReadBack readBack = readBacks.find(recipient).orElse(null);
    if (readBack == null || readBack.isReceiptOnly()) {
      return Sight.NOT_KNOWN;
    }
    try {
      if (pdfSha256 == null) {
        return readBack.referenceOf(reportId) == null ? Sight.GONE : Sight.HELD;
      }
      return look(readBack, reportId, pdfSha256);
    } catch (ClassifiedFailure e) {
      return e.failureClass() == FailureClass.FALSE_RECEIPT ? Sight.CHANGED : Sight.NOT_KNOWN;
    }
  }

  private static Sight look(ReadBack readBack, String reportId, String pdfSha256)
      throws ClassifiedFailure {
    StoredReceipt receipt = readBack.ask(reportId);
    if (receipt == null) {
      return Sight.GONE;
    }
    if (!pdfSha256.equals(StoredFile.pdfSha256(receipt.files()))) {
      return Sight.CHANGED;
    }
    byte[] stored = readBack.read(reportId, Document.PDF);
    if (stored == null) {
      return Sight.GONE;
    }
    return Digests.sha256(stored).equals(pdfSha256) ? Sight.HELD : Sight.CHANGED;
  }

  /** The same of what persons registered under a reference of their own. */
  public Sight look(String recipient, String journalReference) {
    try {
      ReadBack readBack = readBacks.find(recipient).orElse(null);
      Boolean held = readBack == null ? null : readBack.holds(journalReference);
      return held == null ? Sight.NOT_KNOWN : held ? Sight.HELD : Sight.GONE;
    } catch (ClassifiedFailure e) {
      return Sight.NOT_KNOWN;
    }
  }

  /**
   * All that the case system says it stored from one time until before another, by its own clock;
   * null where it gives no list.
   *
   * @throws ClassifiedFailure OUTAGE when the whole list cannot be had now
   */
  public @Nullable List<ListedReceipt> list(String recipient, Instant from, Instant to)
      throws ClassifiedFailure {
    ReadBack readBack = readBacks.find(recipient).orElse(null);
    return readBack == null ? null : readBack.list(from, to);
  }
}
