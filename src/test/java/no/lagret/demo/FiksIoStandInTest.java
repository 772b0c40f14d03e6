package no.lagret.demo;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import no.ks.fiks.io.client.FiksIOKlient;
import no.ks.fiks.io.client.FiksIOKlientFactory;
import no.ks.fiks.io.client.konfigurasjon.AmqpKonfigurasjon;
import no.ks.fiks.io.client.konfigurasjon.FiksApiKonfigurasjon;
import no.ks.fiks.io.client.konfigurasjon.FiksIOKonfigurasjon;
import no.ks.fiks.io.client.konfigurasjon.FiksIntegrasjonKonfigurasjon;
import no.ks.fiks.io.client.konfigurasjon.IdPortenKonfigurasjon;
import no.ks.fiks.io.client.konfigurasjon.KontoKonfigurasjon;
import no.ks.fiks.io.client.konfigurasjon.VirksomhetssertifikatKonfigurasjon;
import no.ks.fiks.io.client.model.KontoId;
import no.ks.fiks.maskinporten.AccessTokenRequest;
import no.ks.fiks.maskinporten.Maskinportenklient;
import no.ks.fiks.maskinporten.MaskinportenklientProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The stand-in, judged by KS's own client and by a bare one. */
@TestInstance(Lifecycle.PER_CLASS)
class FiksIoStandInTest {

  private Path folder;
  private FiksIoStandIn standIn;
  private EventJournal journal;

  @BeforeAll
  void start(@TempDir Path directory) {
    folder = directory;
    standIn = new FiksIoStandIn(0, directory.resolve("fiks-io.jsonl"));
    journal = new EventJournal(directory.resolve("fiks-io.jsonl"));
  }

  @AfterAll
  void end() {
    standIn.close();
  }

  @Test
  void speaksWithKssOwnClient() throws Exception {
    DemoKeys keys = keys();
    Map<String, String> account = account(keys);
    String reportId = UUID.randomUUID().toString();
    SSLContext usual = SSLContext.getDefault();
    SSLContext.setDefault(trusting(account));
    BlockingQueue<String> names = new LinkedBlockingQueue<>();
    try (FiksIOKlient klient = klient(account, keys)) {
      klient.newSubscription(
          (melding, svar) -> {
            try (ZipInputStream zip = melding.getDekryptertZipStream()) {
              for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                names.add(e.getName());
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            svar.svar("no.ks.fiks.bekymringsmelding.mottatt.v1");
            svar.ack();
          });

      String id = standIn.offer(account.get("account-id"), reportId, 12 * 1024 * 1024);

      await().atMost(LONG_ENOUGH).until(() -> events("confirmed", id).size() == 1);
      assertThat(names).contains("bekymringsmelding.json", "bekymringsmelding.pdf");
      // Beyond 5 MB it lies in Dokumentlager.
      assertThat(journal.events())
          .anyMatch(event -> event.path("event").asString().equals("payload"));
      assertThat(events("delivered", id)).hasSize(1);
    } finally {
      SSLContext.setDefault(usual);
    }
  }

  @Test
  void letsNobodyInWithoutPasswordAndToken() throws Exception {
    Map<String, String> account = account(keys());
    String token = token(account);
    String password = account.get("integration-password");

    assertThatThrownBy(() -> connect(account, password)).hasMessageContaining("ACCESS_REFUSED");
    assertThatThrownBy(() -> connect(account, "feil " + token))
        .hasMessageContaining("ACCESS_REFUSED");
    assertThatThrownBy(() -> connect(account, password + " " + token.substring(1)))
        .hasMessageContaining("ACCESS_REFUSED");
    connect(account, password + " " + token).close();
  }

  @Test
  void keepsOneAccountOutOfAnothersQueueAndFromMakingQueues() throws Exception {
    Map<String, String> account = account(keys());
    Map<String, String> other = account(keys());
    try (Connection connection = connect(account)) {
      Channel channel = connection.createChannel();
      assertThatThrownBy(() -> channel.basicGet(queue(other), false))
          .rootCause()
          .hasMessageContaining("ACCESS_REFUSED");
      Channel another = connection.createChannel();
      assertThatThrownBy(() -> another.queueDeclare(queue(account), true, false, false, Map.of()))
          .rootCause()
          .hasMessageContaining("ACCESS_REFUSED");
    }
  }

  @Test
  void givesUpAtTheThirdFailedDelivery() throws Exception {
    Map<String, String> account = account(keys());
    String id = standIn.offer(account.get("account-id"), UUID.randomUUID().toString(), 2000);

    for (int delivery = 1; delivery <= 3; delivery++) {
      assertThat(events("dead-lettered", id)).isEmpty();
      try (Connection connection = connect(account)) {
        GetResponse got = get(connection.createChannel(), queue(account));
        assertThat(got.getProps().getHeaders().get("melding-id")).hasToString(id);
      }
    }

    await().atMost(LONG_ENOUGH).until(() -> events("dead-lettered", id).size() == 1);
    assertThat(events("dead-lettered", id).get(0).path("reason").asString())
        .isEqualTo("delivery_limit");
  }

  @Test
  void tellsANackFromAnAck() throws Exception {
    Map<String, String> account = account(keys());
    String nacked = standIn.offer(account.get("account-id"), UUID.randomUUID().toString(), 2000);
    String acked = standIn.offer(account.get("account-id"), UUID.randomUUID().toString(), 2000);
    try (Connection connection = connect(account)) {
      Channel channel = connection.createChannel();
      channel.basicNack(get(channel, queue(account)).getEnvelope().getDeliveryTag(), false, false);
      channel.basicAck(get(channel, queue(account)).getEnvelope().getDeliveryTag(), false);
      await().atMost(LONG_ENOUGH).until(() -> events("dead-lettered", nacked).size() == 1);
      assertThat(events("dead-lettered", nacked).get(0).path("reason").asString())
          .isEqualTo("rejected");
      assertThat(events("dead-lettered", acked)).isEmpty();
    }
  }

  @Test
  void holdsMessagesWhileRabbitMqIsKilledAndEndsConnectionsAtTheCable() throws Exception {
    Map<String, String> account = account(keys());
    String id = standIn.offer(account.get("account-id"), UUID.randomUUID().toString(), 2000);

    control("broker", Json.object().put("does", "kill"));
    assertThatThrownBy(() -> connect(account)).isInstanceOf(IOException.class);
    control("broker", Json.object().put("does", "start"));

    Connection connection =
        await().atMost(LONG_ENOUGH).ignoreExceptions().until(() -> connect(account), c -> true);
    Channel channel = connection.createChannel();
    GetResponse got = get(channel, queue(account));
    assertThat(got.getProps().getHeaders().get("melding-id")).hasToString(id);
    channel.basicAck(got.getEnvelope().getDeliveryTag(), false);
    control("cable", Json.object().put("is", "cut"));
    await().atMost(LONG_ENOUGH).until(() -> !connection.isOpen());
    control("cable", Json.object().put("is", "unplugged"));
    assertThatThrownBy(() -> connect(account)).isInstanceOf(IOException.class);
    control("cable", Json.object().put("is", "plugged"));
    connect(account).close();
  }

  private DemoKeys keys() {
    return DemoKeys.createIfMissing(folder.resolve(UUID.randomUUID().toString()));
  }

  private Map<String, String> account(DemoKeys keys) throws Exception {
    return standIn.account(Files.readString(keys.certificate()));
  }

  private static String queue(Map<String, String> account) {
    return "fiksio.konto." + account.get("account-id");
  }

  private static GetResponse get(Channel channel, String queue) {
    return await()
        .atMost(LONG_ENOUGH)
        .until(() -> channel.basicGet(queue, false), Objects::nonNull);
  }

  private List<ObjectNode> events(String event, String id) {
    return journal.events().stream()
        .filter(line -> line.path("event").asString("").equals(event))
        .filter(line -> line.path("id").asString("").equals(id))
        .toList();
  }

  private void control(String command, ObjectNode body) throws Exception {
    assertThat(
            new Calls(standIn.origin(), "")
                .post("/control/" + command, Json.text(body))
                .statusCode())
        .isEqualTo(200);
  }

  private Connection connect(Map<String, String> account) throws Exception {
    return connect(account, account.get("integration-password") + " " + token(account));
  }

  private static Connection connect(Map<String, String> account, String password) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(account.get("amqp-host"));
    factory.setPort(Integer.parseInt(account.get("amqp-port")));
    factory.setUsername(account.get("integration-id"));
    factory.setPassword(password);
    factory.setAutomaticRecoveryEnabled(false);
    factory.useSslProtocol(trusting(account));
    factory.enableHostnameVerification();
    return factory.newConnection();
  }

  private static String token(Map<String, String> account) throws Exception {
    KeyStore keystore = keystore(account);
    char[] password = account.get("keystore-password").toCharArray();
    return Maskinportenklient.builder()
        .withPrivateKey((PrivateKey) keystore.getKey("klient", password))
        .usingVirksomhetssertifikat((X509Certificate) keystore.getCertificate("klient"))
        .withProperties(
            MaskinportenklientProperties.builder()
                .audience(account.get("audience"))
                .issuer(account.get("client-id"))
                .tokenEndpoint(account.get("token-url"))
                .build())
        .build()
        .getAccessToken(AccessTokenRequest.builder().scope("ks:fiks").build());
  }

  private static SSLContext trusting(Map<String, String> account) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "server", FiksIoAccount.certificate(Files.readString(Path.of(account.get("trust-store")))));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static KeyStore keystore(Map<String, String> account) throws Exception {
    KeyStore keystore = KeyStore.getInstance("PKCS12");
    keystore.load(
        Files.newInputStream(Path.of(account.get("keystore"))),
        account.get("keystore-password").toCharArray());
    return keystore;
  }

  private FiksIOKlient klient(Map<String, String> account, DemoKeys keys) throws Exception {
    URI api = URI.create(account.get("api-base-url"));
    return new FiksIOKlientFactory(
            FiksIOKonfigurasjon.builder()
                .fiksApiKonfigurasjon(
                    FiksApiKonfigurasjon.builder()
                        .scheme("http")
                        .host(api.getHost())
                        .port(api.getPort())
                        .build())
                .amqpKonfigurasjon(
                    AmqpKonfigurasjon.builder()
                        .host(account.get("amqp-host"))
                        .port(Integer.parseInt(account.get("amqp-port")))
                        .build())
                .fiksIntegrasjonKonfigurasjon(
                    FiksIntegrasjonKonfigurasjon.builder()
                        .integrasjonId(UUID.fromString(account.get("integration-id")))
                        .integrasjonPassord(account.get("integration-password"))
                        .idPortenKonfigurasjon(
                            IdPortenKonfigurasjon.builder()
                                .accessTokenUri(account.get("token-url"))
                                .idPortenAudience(account.get("audience"))
                                .klientId(account.get("client-id"))
                                .build())
                        .build())
                .kontoKonfigurasjon(
                    KontoKonfigurasjon.builder()
                        .kontoId(new KontoId(UUID.fromString(account.get("account-id"))))
                        .privatNokkel(FiksIoAccount.privateKey(keys.privateKey()))
                        .build())
                .virksomhetssertifikatKonfigurasjon(
                    VirksomhetssertifikatKonfigurasjon.builder()
                        .keyStore(keystore(account))
                        .keyStorePassword(account.get("keystore-password"))
                        .keyAlias(account.get("keystore-alias"))
                        .keyPassword(account.get("keystore-password"))
                        .build())
                .build())
        .build();
  }
}
