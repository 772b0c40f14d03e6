package no.lagret.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import no.ks.kryptering.CMSKrypteringImpl;
import org.bouncycastle.asn1.ASN1Primitive;

/** Seals a report to its receiver as the portal does, with the portal's own library. */
final class PortalSeal {

  private final X509Certificate receiver;

  PortalSeal(Path certificatePem) {
    try (InputStream in = Files.newInputStream(certificatePem)) {
      receiver = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the certificate " + certificatePem, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No PEM certificate: " + certificatePem, e);
    }
  }

  /**
   * Seals; KS's library writes BER of indefinite length, {@code "der"} writes that again as DER.
   */
  byte[] seal(byte[] pdf, String encoding) {
    byte[] ber = new CMSKrypteringImpl().krypterData(pdf, receiver);
    try {
      return encoding.equals("der") ? ASN1Primitive.fromByteArray(ber).getEncoded("DER") : ber;
    } catch (IOException e) {
      throw new UncheckedIOException("What KS's library wrote cannot be read", e);
    }
  }
}
