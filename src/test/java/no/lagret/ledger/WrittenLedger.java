package no.lagret.ledger;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import no.lagret.alert.Alarms;
import no.lagret.testing.PostgresServer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real ledger in a file, written to without a queue: for tests of those who read it. */
public final class WrittenLedger implements AutoCloseable {

  private final HikariDataSource database;
  private final LedgerStore store;

  public WrittenLedger(Path folder) {
    database =
        LedgerDatabase.open(
            PostgresServer.orElse(LedgerDatabase.urlIn(folder)), folder, Duration.ofSeconds(5));
    Flyway.configure().dataSource(database).load().migrate();
    store =
        new LedgerStore(
            JdbcClient.create(database),
            new TransactionTemplate(new JdbcTransactionManager(database)),
            InstantSource.system());
  }

  public DataSource database() {
    return database;
  }

  public void write(LedgerEvent... events) {
    store.write(
        Arrays.stream(events)
            .<LedgerMessage>map(e -> new LedgerMessage.Told(e, EventJson.write(e), null))
            .toList());
  }

  /** Tells events as the gateway does, to be written by {@link #write(byte[])}. */
  public LedgerEvents telling(BiConsumer<byte[], Map<String, Object>> outbox) {
    return new QueuedLedgerEvents(outbox::accept, body -> "unchecked");
  }

  /** Writes what is told on the queue, as the gateway does. */
  public LedgerWriter writer(ConnectionFactory connections, Alarms alarms) {
    return new LedgerWriter(
        connections,
        new MessageReader((body, stamp) -> true),
        store,
        alarms,
        InstantSource.system());
  }

  public void write(byte[] told) {
    write(EventJson.read(told));
  }

  @Override
  public void close() {
    database.close();
  }
}
