package no.lagret.ledger;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import no.lagret.alert.Alarms;
import no.lagret.report.Digests;
import no.lagret.testing.PostgresServer;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real queue, a real file, and the writer between them. */
final class TestLedger implements AutoCloseable {

  final Path folder;
  final HikariDataSource database;
  final JdbcClient jdbc;
  final Alarms alarms;
  final LedgerStore store;
  final Ledger ledger;
  final ConnectionFactory connections;
  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
  LedgerWriter writer;

  TestLedger(Path folder) throws Exception {
    this(folder, Duration.ofMillis(100), () -> {});
  }

  TestLedger(Path folder, Duration busyTimeout, Runnable betweenCommits) throws Exception {
    this.folder = folder;
    String name = "vm://" + Math.abs(folder.hashCode());
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setPersistenceEnabled(false)
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .addAcceptorConfiguration("in-vm", name)
        .addAddressSetting(
            LedgerQueue.NAME,
            new AddressSettings().setMaxDeliveryAttempts(-1).setDefaultExclusiveQueue(true));
    broker.setConfiguration(configuration);
    broker.start();
    connections = new ActiveMQConnectionFactory(name);
    database =
        LedgerDatabase.open(
            PostgresServer.orElse(LedgerDatabase.urlIn(folder)), folder, busyTimeout);
    Flyway.configure().dataSource(database).load().migrate();
    jdbc = JdbcClient.create(database);
    alarms = new Alarms(jdbc, InstantSource.system(), List.of());
    store =
        new LedgerStore(
            jdbc,
            new TransactionTemplate(new JdbcTransactionManager(database)),
            InstantSource.system());
    ledger = new Ledger(jdbc);
    writer =
        new LedgerWriter(
            connections,
            new MessageReader((body, stamp) -> stamp(body).equals(stamp)),
            store,
            alarms,
            InstantSource.system(),
            betweenCommits);
  }

  static String stamp(byte[] body) {
    return "test:" + Digests.sha256(body);
  }

  /** Tells the events, committed one by one. */
  void tell(List<LedgerEvent> events) {
    try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
      EventOutbox outbox = (body, properties) -> send(context, body, properties);
      LedgerEvents told = new QueuedLedgerEvents(outbox, TestLedger::stamp);
      events.forEach(told::record);
    }
  }

  void tellWithText(LedgerEvent event, byte[] sealed) {
    try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
      EventOutbox outbox = (body, properties) -> send(context, body, properties);
      new QueuedLedgerEvents(outbox, TestLedger::stamp).record(event, sealed);
    }
  }

  void send(byte[] body, Map<String, Object> properties) {
    try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
      send(context, body, properties);
    }
  }

  private static void send(JMSContext context, byte[] body, Map<String, Object> properties) {
    try {
      BytesMessage message = context.createBytesMessage();
      message.writeBytes(body);
      for (Map.Entry<String, Object> property : properties.entrySet()) {
        message.setObjectProperty(property.getKey(), property.getValue());
      }
      context.createProducer().send(context.createQueue(LedgerQueue.NAME), message);
    } catch (jakarta.jms.JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes without the queue. */
  void write(List<LedgerEvent> events) {
    store.write(
        events.stream()
            .<LedgerMessage>map(e -> new LedgerMessage.Told(e, EventJson.write(e), null))
            .toList());
  }

  boolean caughtUp() {
    return writer.awaitBarrier(Duration.ofMinutes(2));
  }

  long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  @Override
  public void close() throws Exception {
    writer.stop();
    broker.stop();
    database.close();
  }
}
