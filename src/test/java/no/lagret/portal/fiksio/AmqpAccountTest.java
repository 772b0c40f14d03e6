package no.lagret.portal.fiksio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import no.lagret.testing.OpenSsl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With whom an account speaks: a TLS server of the name {@code localhost}, and of no other. */
class AmqpAccountTest {

  @TempDir static Path folder;

  private static OpenSsl.Pair broker;
  private static OpenSsl.Pair stranger;
  private static Path pem;
  private static SSLServerSocket server;

  @BeforeAll
  static void listens() throws Exception {
    OpenSsl openSsl = new OpenSsl(folder);
    broker = openSsl.pair("localhost");
    stranger = openSsl.pair("stranger");
    pem = folder.resolve("both.pem");
    Files.writeString(pem, Files.readString(broker.key()) + Files.readString(broker.certificate()));
    ClientKey key = ClientKey.of(settings("localhost", broker));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(key.store(), key.password());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    server =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
  }

  @AfterAll
  static void ends() throws IOException {
    server.close();
  }

  private static FiksIoSettings settings(String host, OpenSsl.Pair trusted) {
    return new FiksIoSettings(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "oppdiktet",
        host,
        server == null ? 1 : server.getLocalPort(),
        URI.create("http://127.0.0.1:1"),
        URI.create("http://127.0.0.1:1/token"),
        "audience",
        "client",
        pem,
        null,
        null,
        trusted.certificate(),
        1,
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60));
  }

  /** What the server hears first; empty where it is hung up on. */
  private static CompletableFuture<String> hears() {
    return CompletableFuture.supplyAsync(
        () -> {
          try (SSLSocket socket = (SSLSocket) server.accept()) {
            return new String(socket.getInputStream().readNBytes(4), US_ASCII);
          } catch (IOException e) {
            return "";
          }
        });
  }

  private static Throwable connects(FiksIoSettings settings) {
    return catchThrowable(
        () ->
            new AmqpAccount("default", settings, new Token(settings, Clock.systemUTC()))
                .factory()
                .newConnection()
                .close());
  }

  private static boolean isOfCertificate(Throwable trouble) {
    for (Throwable t = trouble; t != null; t = t.getCause()) {
      if (t instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  @Test
  void speaksWithABrokerOfTheRightNameThatItTrusts() {
    CompletableFuture<String> heard = hears();

    Throwable hungUp = connects(settings("localhost", broker));

    assertThat(heard.join()).isEqualTo("AMQP");
    assertThat(isOfCertificate(hungUp)).isFalse();
  }

  @Test
  void hangsUpOnABrokerOfAnotherName() {
    CompletableFuture<String> heard = hears();

    Throwable trouble = connects(settings("127.0.0.1", broker));

    assertThat(heard.join()).isEmpty();
    assertThat(isOfCertificate(trouble)).isTrue();
  }

  @Test
  void hangsUpOnABrokerThatItDoesNotTrust() {
    CompletableFuture<String> heard = hears();

    Throwable trouble = connects(settings("localhost", stranger));

    assertThat(heard.join()).isEmpty();
    assertThat(isOfCertificate(trouble)).isTrue();
  }
}
