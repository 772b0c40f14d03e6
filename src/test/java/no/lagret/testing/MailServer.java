package no.lagret.testing;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A real mail server that keeps what it takes, and can be down for a while at the same port. */
public final class MailServer implements AutoCloseable {

  /** Who may sign in, with {@link #PASSWORD}; others may send without. */
  public static final String USER = "lagret";

  public static final String PASSWORD = "only for tests";

  private final String protocol;
  private final List<Mail> before = new CopyOnWriteArrayList<>();
  private GreenMail server;
  private int port;

  private MailServer(String protocol) {
    this.protocol = protocol;
    isUp();
  }

  /** One e-mail, as it came. */
  public record Mail(List<String> to, String from, String subject, String text, String notice) {}

  public static MailServer plain() {
    return new MailServer(ServerSetup.PROTOCOL_SMTP);
  }

  /** One that speaks TLS from the first byte, with a certificate that nobody trusts yet. */
  public static MailServer withTls(Path folder, OpenSsl.Pair pair) {
    Path store = folder.resolve("mail.p12");
    new OpenSsl(folder)
        .run(
            List.of(
                "pkcs12",
                "-export",
                "-inkey",
                pair.key().toString(),
                "-in",
                pair.certificate().toString(),
                "-passout",
                "pass:" + PASSWORD,
                "-out",
                store.toString()));
    System.setProperty("greenmail.tls.keystore.file", store.toString());
    System.setProperty("greenmail.tls.keystore.password", PASSWORD);
    return new MailServer(ServerSetup.PROTOCOL_SMTPS);
  }

  public int port() {
    return port;
  }

  /** Takes connections, at the port that it had before. */
  public void isUp() {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", protocol));
    server.setUser(USER, PASSWORD);
    server.start();
    port =
        (protocol.equals(ServerSetup.PROTOCOL_SMTP) ? server.getSmtp() : server.getSmtps())
            .getPort();
  }

  /** Takes none; what it has taken it keeps. */
  public void isDown() {
    before.addAll(taken());
    server.stop();
  }

  /** All that it ever took, oldest first. */
  public List<Mail> mails() {
    return Stream.concat(before.stream(), taken().stream()).toList();
  }

  private List<Mail> taken() {
    return Arrays.stream(server.getReceivedMessages()).map(MailServer::mail).toList();
  }

  /** Waits for the first that is like that. */
  public Mail waitsFor(String what, Predicate<Mail> like) {
    await("e-mail: " + what).atMost(LONG_ENOUGH).until(() -> mails().stream().anyMatch(like));
    return mails().stream().filter(like).findFirst().orElseThrow();
  }

  private static Mail mail(MimeMessage message) {
    try {
      return new Mail(
          Arrays.stream(message.getAllRecipients()).map(Address::toString).toList(),
          message.getFrom()[0].toString(),
          message.getSubject(),
          message.getContent().toString().replace("\r\n", "\n"),
          String.join("", message.getHeader("X-Lagret-Notice")));
    } catch (MessagingException | IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
