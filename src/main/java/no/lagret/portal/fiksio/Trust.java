package no.lagret.portal.fiksio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import org.jspecify.annotations.Nullable;

/** Whom one account trusts; nobody else's TLS is touched by it. */
final class Trust {

  static final String SETTING = FiksIoSettings.PREFIX + "trust-store";

  private Trust() {}

  /**
   * A context that trusts the certificates of the file, PEM or PKCS#12, told apart by content.
   *
   * @param file null for those that Java trusts
   * @param password of a PKCS#12 file; null for none
   * @throws GeneralSecurityException when the file holds none that can be read
   */
  static SSLContext of(@Nullable Path file, @Nullable String password)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(file == null ? null : store(Files.readAllBytes(file), password));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /**
   * The same for calls over HTTP; null where nothing but what Java trusts is to be trusted.
   *
   * @throws ClassifiedFailure OUTAGE, naming the setting, when the file cannot be read
   */
  static @Nullable SSLContext ofCalls(FiksIoSettings settings) throws ClassifiedFailure {
    try {
      return settings.trustStore() == null
          ? null
          : of(settings.trustStore(), settings.keystorePassword());
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(e);
    }
  }

  static ClassifiedFailure unreadable(Exception cause) {
    return new ClassifiedFailure(
            FailureClass.OUTAGE, "TRUST_STORE", "The trust store cannot be read")
        .causedBySetting(SETTING)
        .because(cause);
  }

  private static KeyStore store(byte[] bytes, @Nullable String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    if (bytes.length > 0 && bytes[0] == 0x30) {
      store.load(new ByteArrayInputStream(bytes), password == null ? null : password.toCharArray());
      return store;
    }
    store.load(null, null);
    int count = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes))) {
      store.setCertificateEntry("trusted-" + count++, certificate);
    }
    if (count == 0) {
      throw new GeneralSecurityException("There is no certificate in it");
    }
    return store;
  }
}
