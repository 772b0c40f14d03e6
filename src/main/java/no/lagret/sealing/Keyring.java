package no.lagret.sealing;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import no.ks.kryptering.CMSKrypteringImpl;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * The private keys of one recipient, newest first, and the certificate to seal with. Opens and
 * seals in memory only; nothing clear ever reaches a disk. Safe for use by several threads.
 */
public final class Keyring {

  private final List<OurKey> keys;
  private final @Nullable OurCertificate ours;
  private final Provider provider = new BouncyCastleProvider();
  private final CMSKrypteringImpl ks = new CMSKrypteringImpl();

  private Keyring(List<OurKey> keys, @Nullable OurCertificate ours) {
    this.keys = keys;
    this.ours = ours;
  }

  /**
   * Reads the keys.
   *
   * @param privateKeysPemPkcs8 RSA keys, one a file, newest first; readable by their owner only
   * @param certificatePem the certificate to seal with; it must belong to one of the keys
   * @throws KeyTrouble when a file cannot be used
   * @throws IllegalArgumentException when no private key is given
   */
  public static Keyring load(List<Path> privateKeysPemPkcs8, @Nullable Path certificatePem) {
    if (privateKeysPemPkcs8.isEmpty()) {
      throw new IllegalArgumentException(
          "No private key. Set lagret.keys.private to the PKCS#8 PEM files, newest first");
    }
    List<OurKey> keys = new ArrayList<>();
    for (Path file : privateKeysPemPkcs8) {
      try {
        keys.add(OurKey.of(PemFile.privateKey(file)));
      } catch (GeneralSecurityException e) {
        throw new KeyTrouble(
            file, "is not a usable RSA key", "Copy it again from where it was made.");
      }
    }
    if (certificatePem == null) {
      return new Keyring(List.copyOf(keys), null);
    }
    OurCertificate ours = OurCertificate.load(certificatePem);
    if (keys.stream().noneMatch(key -> key.fits(ours.certificate().getPublicKey()))) {
      throw new KeyTrouble(
          certificatePem,
          "belongs to none of the private keys",
          "Give the certificate of one of the keys in lagret.keys.private, or add its key there.");
    }
    return new Keyring(List.copyOf(keys), ours);
  }

  /**
   * Opens CMS EnvelopedData with the first key that fits.
   *
   * @throws NoFittingKey when it is whole but sealed to somebody else, as far as can be told: a
   *     wrapped key that was damaged is told from one that is not ours by the recipient it names,
   *     if {@code certificatePem} was given, and else counts as not ours
   * @throws Unreadable when no key could help: no CMS, cut off, broken
   */
  public Opened open(byte[] cms) {
    Envelope envelope = Envelope.read(cms);
    @Nullable Exception broken = null;
    boolean oursButBroken = false;
    @Nullable String unspoken = null;
    for (KeyTransRecipientInformation recipient : envelope.byKeyTransport()) {
      if (!KeyTransport.speaks(recipient.getKeyEncryptionAlgorithm())) {
        unspoken = recipient.getKeyEncryptionAlgOID();
        continue;
      }
      oursButBroken |= ours != null && ours.isNamedBy(recipient.getRID());
      for (OurKey key : keys) {
        KeyTransport attempt = new KeyTransport(key, provider);
        try {
          return new Opened(recipient.getContent(attempt), key.id());
        } catch (CMSException | RuntimeException e) {
          // On: with the older padding, a wrong key can seem to fit.
          broken = attempt.fitted() ? e : broken;
        }
      }
    }
    if (broken != null) {
      throw new Unreadable("The key fits, the content is broken", broken);
    }
    if (oursButBroken) {
      throw new Unreadable("Sealed to our certificate, but the wrapped key is broken");
    }
    if (unspoken != null) {
      throw new Unreadable("Sealed in a way that is not spoken: " + unspoken);
    }
    throw new NoFittingKey(envelope.recipient(), keys.size());
  }

  /** Until when the certificate to seal with is valid; null without one. */
  public @Nullable Instant sealsUntil() {
    return ours == null ? null : ours.certificate().getNotAfter().toInstant();
  }

  /** Whether there is a certificate to seal with. */
  public boolean canSeal() {
    return ours != null;
  }

  /**
   * Seals to our own certificate, as the portal does: CMS EnvelopedData (DER), AES-256-CBC,
   * RSAES-OAEP with SHA-256 and MGF1-SHA-256, empty label.
   *
   * @throws IllegalStateException without a certificate
   */
  public byte[] seal(byte[] clear) {
    if (ours == null) {
      throw new IllegalStateException(
          "No certificate to seal with. Set lagret.keys.certificate to its PEM file");
    }
    byte[] ber = ks.krypterData(clear, ours.certificate(), provider);
    try {
      // KS's library writes open-ended BER; the contract, and a length that can be checked, is DER.
      return ContentInfo.getInstance(ber).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("What was just sealed cannot be written", e);
    }
  }
}
