package no.lagret.delivery;

import no.lagret.recipient.PerRecipient;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.sealing.Container;
import no.lagret.sealing.Keyring;
import no.lagret.sealing.MacKeys;
import no.lagret.sealing.NoFittingKey;
import no.lagret.sealing.SealedBytes;
import no.lagret.sealing.Stamp;
import no.lagret.sealing.Unreadable;
import org.jspecify.annotations.Nullable;

/** Opens a report's bytes as they lie in a queue: in memory, and never on a disk. */
public final class Unsealing {

  /** The failure's code where no configured key fits. */
  public static final String NO_FITTING_KEY = "NO_FITTING_KEY";

  private final PerRecipient<Keyring> keys;
  private final MacKeys stampKeys;

  public Unsealing(PerRecipient<Keyring> keys, MacKeys stampKeys) {
    this.keys = keys;
    this.stampKeys = stampKeys;
  }

  /**
   * That these are the very bytes that were put into the queue for this dispatch.
   *
   * @throws ClassifiedFailure DAMAGED when they are not, OUTAGE when the stamp's key is not
   *     configured
   */
  public void checkStamp(Dispatch dispatch, @Nullable String stamp, byte[] sealed)
      throws ClassifiedFailure {
    switch (stampKeys.check(Stamp.content(dispatch, sealed), stamp)) {
      case HOLDS -> {}
      case BROKEN ->
          throw new ClassifiedFailure(
              FailureClass.DAMAGED, "STAMP", "The copy in the queue is not what was put there");
      case UNKNOWN_KEY ->
          throw new ClassifiedFailure(
                  FailureClass.OUTAGE, "UNKNOWN_STAMP_KEY", "The stamp's key is not configured")
              .causedBySetting("lagret.keys.stamp");
    }
  }

  /**
   * The files inside.
   *
   * @throws ClassifiedFailure UNREADABLE when there is none, or another one than the portal says;
   *     OUTAGE with code {@link #NO_FITTING_KEY} when no configured key fits
   */
  public Container open(Dispatch dispatch, byte[] sealed) throws ClassifiedFailure {
    if (sealed.length == 0) {
      throw unreadable("NO_PAYLOAD", "It came without content");
    }
    if (SealedBytes.kindOf(sealed) != SealedBytes.Kind.CMS) {
      throw unreadable("NO_CMS", "It is neither sealed nor a PDF");
    }
    byte[] clear;
    try {
      clear = keys.of(dispatch.recipient()).open(sealed).content();
    } catch (NoFittingKey e) {
      throw new ClassifiedFailure(FailureClass.OUTAGE, NO_FITTING_KEY, "No configured key fits")
          .causedBySetting("lagret.keys.private");
    } catch (Unreadable e) {
      throw unreadable("CMS", "The sealed bytes are broken").because(e);
    }
    Container inside =
        switch (SealedBytes.kindOf(clear)) {
          case PDF -> Container.of(clear);
          case ZIP -> Container.open(clear);
          default -> throw unreadable("NO_PDF", "There is no PDF inside");
        };
    if (dispatch.pdfSha256() != null
        && !dispatch.pdfSha256().equals(Digests.sha256(inside.pdf().content()))) {
      throw unreadable("PORTAL_DIGEST", "The PDF is not the one whose digest the portal gives");
    }
    return inside;
  }

  /** The PDF among them; see {@link #open}. */
  public Document pdf(Dispatch dispatch, byte[] sealed) throws ClassifiedFailure {
    return open(dispatch, sealed).pdf();
  }

  private static ClassifiedFailure unreadable(String code, String message) {
    return new ClassifiedFailure(FailureClass.UNREADABLE, code, message);
  }
}
