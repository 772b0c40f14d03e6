package no.lagret.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * An account at the portal with the integration that may use it and the integration's client at
 * Maskinporten, all of them invented.
 *
 * @param certificatePem what is sent to this account is sealed with it
 * @param keystore PKCS#12: the client's key and certificate
 */
record FiksIoAccount(
    UUID id,
    UUID integrationId,
    String password,
    String clientId,
    String certificatePem,
    Path keystore) {

  static final String ALIAS = "klient";
  static final String KEYSTORE_PASSWORD = "oppdiktet-passord";

  /** A new one, whose keystore lies in {@code directory}. */
  static FiksIoAccount invent(Path directory, String certificatePem) {
    UUID id = UUID.randomUUID();
    Path folder = directory.resolve(id.toString());
    DemoKeys keys = DemoKeys.createIfMissing(folder, "Eksempel kommune (demo)");
    Path keystore = folder.resolve("client.p12");
    try (OutputStream out = Files.newOutputStream(keystore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          ALIAS,
          privateKey(keys.privateKey()),
          KEYSTORE_PASSWORD.toCharArray(),
          new Certificate[] {certificate(Files.readString(keys.certificate()))});
      store.store(out, KEYSTORE_PASSWORD.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + keystore, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot make a keystore", e);
    }
    return new FiksIoAccount(
        id,
        UUID.randomUUID(),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        certificatePem,
        keystore);
  }

  static FiksIoAccount read(ObjectNode json) {
    return new FiksIoAccount(
        UUID.fromString(json.path("accountId").asString("")),
        UUID.fromString(json.path("integrationId").asString("")),
        json.path("integrationPassword").asString(""),
        json.path("clientId").asString(""),
        json.path("certificate").asString(""),
        Path.of(json.path("keystore").asString("")));
  }

  ObjectNode json() {
    return Json.object()
        .put("accountId", id.toString())
        .put("integrationId", integrationId.toString())
        .put("integrationPassword", password)
        .put("clientId", clientId)
        .put("certificate", certificatePem)
        .put("keystore", keystore.toString())
        .put("keystorePassword", KEYSTORE_PASSWORD)
        .put("keystoreAlias", ALIAS);
  }

  String queue() {
    return "fiksio.konto." + id;
  }

  /** What is sent to this account is sealed with it. */
  X509Certificate receiver() {
    return certificate(certificatePem);
  }

  /** What Maskinporten knows the client by. */
  X509Certificate clientCertificate() {
    try {
      return (X509Certificate) opened().getCertificate(ALIAS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot read " + keystore, e);
    }
  }

  KeyStore opened() {
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, KEYSTORE_PASSWORD.toCharArray());
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + keystore, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot read " + keystore, e);
    }
  }

  static X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No PEM certificate", e);
    }
  }

  static PrivateKey privateKey(Path pem) {
    try {
      String text = Files.readString(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + pem, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No PKCS#8 key: " + pem, e);
    }
  }
}
