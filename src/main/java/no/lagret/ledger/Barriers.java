package no.lagret.ledger;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marks sent through the ledger's queue, to know that all before them is written. */
final class Barriers {

  private static final Logger LOG = LoggerFactory.getLogger(Barriers.class);

  private final ConnectionFactory connections;
  private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

  Barriers(ConnectionFactory connections) {
    this.connections = connections;
  }

  boolean await(Duration timeout) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<Void> passed = new CompletableFuture<>();
    waiting.put(id, passed);
    try {
      send(id);
      passed.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (JMSException e) {
      LOG.warn("The ledger's queue takes no mark, so what it holds is not known: {}", e.toString());
      return false;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.remove(id);
    }
  }

  void passed(String id) {
    CompletableFuture<Void> passed = waiting.get(id);
    if (passed != null) {
      passed.complete(null);
    }
  }

  private void send(String id) throws JMSException {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      Message mark = session.createBytesMessage();
      mark.setStringProperty(LedgerQueue.BARRIER, id);
      session.createProducer(session.createQueue(LedgerQueue.NAME)).send(mark);
      session.commit();
    }
  }
}
