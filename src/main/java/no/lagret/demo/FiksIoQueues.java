package no.lagret.demo;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.Closeable;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The portal's side of RabbitMQ: one durable queue an account, which gives a message up after three
 * failed deliveries, and what becomes of messages written to the journal.
 */
final class FiksIoQueues implements Closeable {

  /** KS gives up at the third failed delivery; RabbitMQ counts those beyond the first. */
  private static final int DELIVERY_LIMIT = 2;

  private static final String DEAD = "fiksio.dead";
  private static final String TRACE = "amq.rabbitmq.trace";

  private final RabbitMq server;
  private final ConnectionFactory factory;
  private final EventJournal journal;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Threads.named("stand-in-amqp"));
  private @Nullable Connection connection;
  private @Nullable Channel publishing;

  FiksIoQueues(
      RabbitMq server, X509Certificate certificate, String password, EventJournal journal) {
    this.server = server;
    this.journal = journal;
    factory = new ConnectionFactory();
    factory.setHost("localhost");
    factory.setPort(server.port());
    factory.setUsername(FiksIoLogin.PORTAL);
    factory.setPassword(password);
    factory.setAutomaticRecoveryEnabled(false);
    factory.setThreadFactory(Threads.named("stand-in-amqp"));
    factory.useSslProtocol(trusting(certificate));
    factory.enableHostnameVerification();
    watch.scheduleWithFixedDelay(this::reconnect, 0, 500, TimeUnit.MILLISECONDS);
  }

  /** Declares the account's queue, as only the portal does. */
  synchronized void declare(FiksIoAccount account) throws IOException {
    channel()
        .queueDeclare(
            account.queue(),
            true,
            false,
            false,
            Map.of(
                "x-queue-type",
                "quorum",
                "x-delivery-limit",
                DELIVERY_LIMIT,
                "x-dead-letter-exchange",
                DEAD));
    server.awaitKept(account.queue());
  }

  /** Puts a message into the account's queue; it is on RabbitMQ's disk when this returns. */
  synchronized void publish(FiksIoAccount account, AMQP.BasicProperties properties, byte[] body)
      throws IOException {
    try {
      Channel channel = channel();
      channel.basicPublish("", account.queue(), true, properties, body);
      channel.waitForConfirmsOrDie(30_000);
    } catch (TimeoutException | InterruptedException e) {
      throw new IOException("RabbitMQ did not take the message", e);
    }
  }

  /** {@code {"waiting", "consumers"}}: messages that nobody has in work, and who listens. */
  synchronized ObjectNode state(FiksIoAccount account) {
    try {
      AMQP.Queue.DeclareOk found = channel().queueDeclarePassive(account.queue());
      return Json.object()
          .put("waiting", found.getMessageCount())
          .put("consumers", found.getConsumerCount());
    } catch (IOException e) {
      disconnect();
      return Json.object().put("down", true);
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    disconnect();
  }

  synchronized void disconnect() {
    if (connection != null) {
      connection.abort(2000);
      connection = null;
    }
  }

  private synchronized Channel channel() throws IOException {
    if (connection == null || publishing == null || !publishing.isOpen()) {
      disconnect();
      if (!server.isReady()) {
        throw new IOException("RabbitMQ is not there");
      }
      try {
        connection = factory.newConnection("portal stand-in");
      } catch (TimeoutException e) {
        throw new IOException("RabbitMQ does not answer", e);
      }
      publishing = connection.createChannel();
      publishing.confirmSelect();
      publishing.exchangeDeclare(DEAD, "fanout", true);
      publishing.queueDeclare(DEAD, true, false, false, Map.of());
      publishing.queueBind(DEAD, DEAD, "");
      listen(connection.createChannel());
    }
    return publishing;
  }

  /** What was delivered, again or not, and what was given up. */
  private void listen(Channel channel) throws IOException {
    String deliveries = channel.queueDeclare().getQueue();
    channel.queueBind(deliveries, TRACE, "deliver.fiksio.konto.*");
    channel.basicConsume(
        deliveries,
        true,
        (tag, message) ->
            journal.append("delivered", FiksIoFate.delivered(message.getProperties())),
        tag -> {});
    channel.basicConsume(
        DEAD,
        false,
        (tag, message) -> {
          journal.append("dead-lettered", FiksIoFate.givenUp(message.getProperties()));
          channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
        },
        tag -> {});
  }

  private void reconnect() {
    try {
      channel();
    } catch (IOException e) {
      disconnect(); // tried again, for as long as it takes
    }
  }

  private static SSLContext trusting(X509Certificate server) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("server", server);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Cannot trust the stand-in's own certificate", e);
    }
  }
}
