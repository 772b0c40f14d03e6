package no.lagret.casesystem;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import no.lagret.report.StoredReceipt;
import no.lagret.sealing.Proofs;
import org.jspecify.annotations.Nullable;

/** A case system of which only the journal references are known. */
public final class InventedCaseSystem implements ReadBack {

  private final Map<String, String> references = new ConcurrentHashMap<>();
  private volatile boolean down;

  public ReceiptVerifier verifier(Proofs proofs, Recipients recipients) {
    return new ReceiptVerifier(
        recipients.each(name -> this),
        proofs,
        recipient -> "0".repeat(64),
        recipients.each(name -> Duration.ofSeconds(1)),
        InstantSource.system());
  }

  public void holds(String reportId, String journalReference) {
    references.put(reportId, journalReference);
  }

  public void isDown(boolean now) {
    down = now;
  }

  @Override
  public @Nullable StoredReceipt ask(String reportId) throws ClassifiedFailure {
    if (referenceOf(reportId) == null) {
      return null;
    }
    throw Receipts.no("NO_DIGEST", "the receipt lacks the digest or size of a file");
  }

  @Override
  public @Nullable String referenceOf(String reportId) throws ClassifiedFailure {
    probe();
    return references.get(reportId);
  }

  @Override
  public byte @Nullable [] read(String reportId, String fileName) {
    return null;
  }

  @Override
  public void probe() throws ClassifiedFailure {
    if (down) {
      throw new ClassifiedFailure(FailureClass.OUTAGE, "TIME_OUT", "Case system does not answer");
    }
  }
}
