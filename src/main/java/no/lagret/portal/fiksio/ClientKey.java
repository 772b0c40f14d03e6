package no.lagret.portal.fiksio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import org.jspecify.annotations.Nullable;

/**
 * The key and certificate of the municipality's client: what it signs to Maskinporten and to KS
 * with.
 */
record ClientKey(KeyStore store, String alias, char[] password) {

  private static final String SETTING = FiksIoSettings.PREFIX + "keystore";
  private static final Pattern PEM_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  /**
   * Reads it, PEM or PKCS#12, told apart by content.
   *
   * @throws ClassifiedFailure OUTAGE, naming the setting, when there is none to be read
   */
  static ClientKey of(FiksIoSettings settings) throws ClassifiedFailure {
    String password = settings.keystorePassword() == null ? "" : settings.keystorePassword();
    try {
      byte[] bytes = Files.readAllBytes(settings.keystore());
      return bytes.length > 0 && bytes[0] == 0x30
          ? pkcs12(bytes, password, settings.keystoreAlias())
          : pem(new String(bytes, java.nio.charset.StandardCharsets.US_ASCII));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ClassifiedFailure(
              FailureClass.OUTAGE, "KEYSTORE", "The keystore holds no key that can be read")
          .causedBySetting(SETTING)
          .because(e);
    }
  }

  private static ClientKey pkcs12(byte[] bytes, String password, @Nullable String alias)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(bytes), password.toCharArray());
    for (String each : Collections.list(store.aliases())) {
      if ((alias == null || alias.equals(each)) && store.isKeyEntry(each)) {
        return new ClientKey(store, each, password.toCharArray());
      }
    }
    throw new GeneralSecurityException("No key of that alias");
  }

  private static ClientKey pem(String text) throws IOException, GeneralSecurityException {
    Matcher key = PEM_KEY.matcher(text);
    if (!key.find()) {
      throw new GeneralSecurityException("No PEM block PRIVATE KEY");
    }
    PrivateKey privateKey =
        KeyFactory.getInstance("RSA")
            .generatePrivate(
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1).strip())));
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    text.substring(Math.max(0, text.indexOf("-----BEGIN CERTIFICATE")))
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("client", privateKey, new char[0], new Certificate[] {certificate});
    return new ClientKey(store, "client", new char[0]);
  }

  PrivateKey privateKey() throws GeneralSecurityException {
    return (PrivateKey) store.getKey(alias, password);
  }

  X509Certificate certificate() throws GeneralSecurityException {
    return (X509Certificate) store.getCertificate(alias);
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "ClientKey[" + alias + "]";
  }
}
