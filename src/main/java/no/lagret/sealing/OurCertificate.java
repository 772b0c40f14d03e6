package no.lagret.sealing;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.bouncycastle.cms.RecipientId;
import org.jspecify.annotations.Nullable;

/** The certificate we seal to, and the ways in which a sender may name it. */
record OurCertificate(
    X509Certificate certificate,
    X500Name issuer,
    BigInteger serialNumber,
    byte[] computedIdentifier,
    byte[] statedIdentifier) {

  /**
   * @throws KeyTrouble when the file holds no usable certificate
   */
  static OurCertificate load(Path file) {
    X509Certificate certificate = PemFile.certificate(file);
    try {
      byte[] computed =
          new JcaX509ExtensionUtils()
              .createSubjectKeyIdentifier(certificate.getPublicKey())
              .getKeyIdentifier();
      byte @Nullable [] stated =
          certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
      return new OurCertificate(
          certificate,
          X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded()),
          certificate.getSerialNumber(),
          computed,
          stated == null ? computed : unwrapped(stated));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyTrouble(
          file, "is not a usable certificate", "Copy it again from where it was issued.");
    }
  }

  /** An extension's value is an octet string, and this one holds an octet string. */
  private static byte[] unwrapped(byte[] extension) {
    return ASN1OctetString.getInstance(ASN1OctetString.getInstance(extension).getOctets())
        .getOctets();
  }

  boolean isNamedBy(RecipientId name) {
    if (!(name instanceof KeyTransRecipientId id)) {
      return false;
    }
    byte @Nullable [] identifier = id.getSubjectKeyIdentifier();
    if (identifier != null) {
      return Arrays.equals(identifier, computedIdentifier)
          || Arrays.equals(identifier, statedIdentifier);
    }
    return serialNumber.equals(id.getSerialNumber()) && issuer.equals(id.getIssuer());
  }
}
