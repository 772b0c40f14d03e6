package no.lagret.sealing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.util.encoders.Hex;
import org.jspecify.annotations.Nullable;

/** CMS EnvelopedData as it came: whom it is sealed to. */
record Envelope(Collection<RecipientInformation> recipients) {

  private static final int LONGEST_NAME = 40;

  static Envelope read(byte[] cms) {
    if (SealedBytes.kindOf(cms) != SealedBytes.Kind.CMS) {
      throw new Unreadable("No CMS: " + cms.length + " bytes that begin as something else");
    }
    if (!SealedBytes.wholeDer(cms)) {
      throw new Unreadable("Cut off or too long: the outer length is not " + cms.length + " bytes");
    }
    Envelope envelope = parsed(cms);
    if (envelope.recipients.isEmpty()) {
      throw new Unreadable("Sealed to nobody");
    }
    return envelope;
  }

  private static Envelope parsed(byte[] cms) {
    try {
      return new Envelope(new CMSEnvelopedData(cms).getRecipientInfos().getRecipients());
    } catch (CMSException | RuntimeException e) {
      // Bouncy Castle throws five kinds of unchecked exceptions on broken ASN.1.
      throw new Unreadable("Broken CMS", e);
    } catch (StackOverflowError e) {
      // Thousands of values inside each other: made to stop a reader, which it must not.
      throw new Unreadable("Broken CMS: nested too deep");
    }
  }

  /** The recipients that a private key can be tried on. */
  List<KeyTransRecipientInformation> byKeyTransport() {
    List<KeyTransRecipientInformation> found = new ArrayList<>();
    for (RecipientInformation recipient : recipients) {
      if (recipient instanceof KeyTransRecipientInformation keyTransport) {
        found.add(keyTransport);
      }
    }
    return found;
  }

  /** The first recipient's certificate in a few characters: numbers only, never a name. */
  String recipient() {
    for (KeyTransRecipientInformation recipient : byKeyTransport()) {
      if (recipient.getRID() instanceof KeyTransRecipientId id) {
        byte @Nullable [] ski = id.getSubjectKeyIdentifier();
        return id.getSerialNumber() != null
            ? "the certificate with serial number " + shortened(id.getSerialNumber().toString(16))
            : "the key with identifier " + shortened(ski == null ? "" : Hex.toHexString(ski));
      }
    }
    return "a recipient that is not an RSA key";
  }

  private static String shortened(String hex) {
    return hex.length() <= LONGEST_NAME ? hex : hex.substring(0, LONGEST_NAME) + "…";
  }
}
