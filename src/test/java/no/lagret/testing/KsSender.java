package no.lagret.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.ks.fiks.io.asice.AsicHandler;
import no.ks.fiks.io.asice.model.Content;
import no.ks.fiks.io.asice.model.KeystoreHolder;
import no.ks.fiks.io.asice.model.StreamContent;
import no.ks.fiks.io.klient.FiksIOUtsendingKlient;
import no.ks.fiks.io.klient.IntegrasjonAuthenticationStrategy;
import no.ks.fiks.io.klient.MeldingSpesifikasjonApiModel;
import no.ks.fiks.maskinporten.AccessTokenRequest;
import no.ks.fiks.maskinporten.Maskinportenklient;
import no.ks.fiks.maskinporten.MaskinportenklientProperties;
import tools.jackson.databind.JsonNode;

/**
 * The portal's side of Fiks IO as KS publishes it: token, ASiC-E, CMS and sending are KS's code.
 */
final class KsSender implements AutoCloseable {

  private static final AccessTokenRequest FIKS =
      AccessTokenRequest.builder().scope("ks:fiks").build();

  private final UUID accountId;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AsicHandler asic;
  private final FiksIOUtsendingKlient klient;

  /**
   * @param account of the sender, as the stand-in tells it
   */
  KsSender(JsonNode account, String host, int port) {
    accountId = UUID.fromString(account.path("accountId").asString());
    String password = account.path("keystorePassword").asString();
    String alias = account.path("keystoreAlias").asString();
    try {
      KeyStore keystore = keystore(Path.of(account.path("keystore").asString()), password);
      PrivateKey key = (PrivateKey) keystore.getKey(alias, password.toCharArray());
      asic =
          AsicHandler.builder()
              .withExecutorService(threads)
              .withPrivatNokkel(key)
              .withKeyStoreHolder(
                  KeystoreHolder.builder()
                      .withKeyStore(keystore)
                      .withKeyStorePassword(password)
                      .withKeyAlias(alias)
                      .withKeyPassword(password)
                      .build())
              .build();
      String origin = "http://" + host + ":" + port;
      Maskinportenklient maskinporten =
          Maskinportenklient.builder()
              .withPrivateKey(key)
              .usingVirksomhetssertifikat((X509Certificate) keystore.getCertificate(alias))
              .withProperties(
                  MaskinportenklientProperties.builder()
                      .audience(origin + "/")
                      .issuer(account.path("clientId").asString())
                      .tokenEndpoint(origin + "/token")
                      .numberOfSecondsLeftBeforeExpire(10)
                      .build())
              .build();
      klient =
          FiksIOUtsendingKlient.builder()
              .withScheme("http")
              .withHostName(host)
              .withPortNumber(port)
              .withAuthenticationStrategy(
                  new IntegrasjonAuthenticationStrategy(
                      () -> maskinporten.getAccessToken(FIKS),
                      UUID.fromString(account.path("integrationId").asString()),
                      account.path("integrationPassword").asString()))
              .build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The files by their names, in their order, packed and sealed. */
  byte[] seals(Map<String, byte[]> files, Path certificate) {
    List<Content> contents =
        files.entrySet().stream()
            .<Content>map(
                file -> new StreamContent(new ByteArrayInputStream(file.getValue()), file.getKey()))
            .toList();
    try (InputStream in = Files.newInputStream(certificate);
        InputStream sealed =
            asic.encrypt(
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in),
                contents)) {
      return sealed.readAllBytes();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends; the melding-id that it was given. */
  String sends(String to, String type, Map<String, String> headers, byte[] sealed) {
    return klient
        .send(
            MeldingSpesifikasjonApiModel.builder()
                .avsenderKontoId(accountId)
                .mottakerKontoId(UUID.fromString(to))
                .meldingType(type)
                .headere(headers)
                .build(),
            Optional.of(sealed).filter(body -> body.length > 0).map(ByteArrayInputStream::new))
        .getMeldingId()
        .toString();
  }

  @Override
  public void close() {
    try {
      asic.close();
      klient.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    threads.shutdown();
  }

  private static KeyStore keystore(Path file, String password) throws GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      return store;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
