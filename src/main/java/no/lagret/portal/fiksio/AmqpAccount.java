package no.lagret.portal.fiksio;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import no.lagret.http.NoAnswer;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;

/**
 * One account at KS's broker: TLS with the account's own trust and the host's name verified, and a
 * fresh token at each login. It connects once; connecting again is its caller's business.
 */
final class AmqpAccount {

  private static final int HEARTBEAT_SECONDS = 15;

  private final String recipient;
  private final FiksIoSettings settings;
  private final Token token;

  AmqpAccount(String recipient, FiksIoSettings settings, Token token) {
    this.recipient = recipient;
    this.settings = settings;
    this.token = token;
  }

  /**
   * Logs in.
   *
   * @throws ClassifiedFailure OUTAGE when that fails, with the setting that is most likely wrong
   */
  Connection connect() throws ClassifiedFailure {
    ConnectionFactory factory = factory();
    factory.setUsername(settings.integrationId().toString());
    factory.setPassword(settings.integrationPassword() + " " + token.get());
    try {
      return factory.newConnection("lagret " + recipient);
    } catch (AuthenticationFailureException e) {
      token.forget();
      throw failure(
          "ACCESS_REFUSED",
          "KS's broker refused the login",
          FiksIoSettings.PREFIX + "integration-password",
          e);
    } catch (IOException | TimeoutException e) {
      throw classified(e);
    }
  }

  /** As it speaks to the broker, but for the login. */
  ConnectionFactory factory() throws ClassifiedFailure {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(settings.amqpHost());
    factory.setPort(settings.amqpPort());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    int connect = Math.toIntExact(settings.connectTimeout().toMillis());
    factory.setConnectionTimeout(connect);
    factory.setHandshakeTimeout(connect);
    factory.setChannelRpcTimeout(Math.toIntExact(settings.responseTimeout().toMillis()));
    try {
      factory.useSslProtocol(Trust.of(settings.trustStore(), settings.keystorePassword()));
    } catch (IOException | GeneralSecurityException e) {
      throw Trust.unreadable(e);
    }
    factory.enableHostnameVerification();
    return factory;
  }

  /**
   * Looks whether the account has a queue, and takes nothing from it.
   *
   * @throws ClassifiedFailure OUTAGE when KS does not let it in, or has no such account
   */
  void look() throws ClassifiedFailure {
    Connection connection = connect();
    try {
      connection.createChannel().queueDeclarePassive(queue());
    } catch (IOException | ShutdownSignalException e) {
      throw classified(e);
    } finally {
      connection.abort();
    }
  }

  private String queue() {
    return "fiksio.konto." + settings.accountId();
  }

  /**
   * Begins to consume the account's queue, which is never declared here.
   *
   * @throws ClassifiedFailure OUTAGE when KS does not let it
   */
  Attached attach() throws ClassifiedFailure {
    Connection connection = connect();
    try {
      Channel channel = connection.createChannel();
      channel.basicQos(settings.prefetch());
      return Attached.to(connection, channel, queue());
    } catch (IOException | ShutdownSignalException e) {
      connection.abort();
      throw classified(e);
    }
  }

  private static ClassifiedFailure classified(Exception e) {
    String said = said(e);
    if (said.contains("NOT_FOUND") || said.contains("ACCESS_REFUSED")) {
      return failure(
          said.contains("NOT_FOUND") ? "NOT_FOUND" : "ACCESS_REFUSED",
          "KS's broker has no such account for this integration",
          FiksIoSettings.PREFIX + "account-id",
          e);
    }
    if (isOfCertificate(e)) {
      return failure("TLS", "KS's broker is not who it should be", Trust.SETTING, e);
    }
    if (e instanceof UnknownHostException) {
      return failure(
          "UNKNOWN_HOST", "KS's broker is not to be found", FiksIoSettings.PREFIX + "amqp-host", e);
    }
    String code = e instanceof IOException io ? NoAnswer.code(io) : "TIME_OUT";
    return new ClassifiedFailure(FailureClass.OUTAGE, code, "KS's broker does not answer")
        .because(e);
  }

  /** A cable that is cut within the handshake is TLS's trouble too, and no setting's. */
  private static boolean isOfCertificate(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  /** What the broker gave as its reason, wherever it lies in the exception. */
  private static String said(Throwable e) {
    StringBuilder said = new StringBuilder();
    for (Throwable t = e; t != null; t = t.getCause()) {
      said.append(t.getMessage()).append(' ');
    }
    return said.toString();
  }

  private static ClassifiedFailure failure(
      String code, String message, String setting, Exception cause) {
    return new ClassifiedFailure(FailureClass.OUTAGE, code, message)
        .causedBySetting(setting)
        .because(cause);
  }
}
