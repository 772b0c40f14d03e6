package no.lagret.broker;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.connection.SingleConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The gateway's own broker, for tests of those who use its queues. */
public final class OwnBroker implements AutoCloseable {

  private final DataDirectory held;
  private final EmbeddedBroker broker;
  private final SingleConnectionFactory connections;
  private final Queues queues;

  public OwnBroker(Path dataDirectory) throws Exception {
    held = new DataDirectory(dataDirectory);
    broker = new EmbeddedBroker(held, List.of("default")).start();
    ActiveMQConnectionFactory artemis = new ActiveMQConnectionFactory(broker.url());
    artemis.setConsumerWindowSize(0);
    artemis.setMinLargeMessageSize(10 << 10);
    connections = new SingleConnectionFactory(artemis);
    JmsTemplate template = new JmsTemplate(connections);
    template.setSessionTransacted(true);
    template.setReceiveTimeout(200);
    queues = new Queues(template, new TransactionTemplate(new JmsTransactionManager(connections)));
  }

  public Queues queues() {
    return queues;
  }

  public ConnectionFactory connections() {
    return connections;
  }

  /** What management tells of the queue. */
  public List<LyingMessage> lying(Queue queue) {
    return new BrokerManagement(connections, broker).list(queue).toList();
  }

  /** The same, asked as of a broker in another process. */
  List<LyingMessage> lyingByManagementAlone(Queue queue) {
    return new BrokerManagement(connections, null).list(queue).toList();
  }

  /** Lets a scheduled message go now. */
  public void deliverNow(LyingMessage message) {
    new BrokerManagement(connections, broker).deliverNow(message);
  }

  /** Takes everything that lies there now. */
  public List<Taken> drain(Queue queue) {
    List<Taken> taken = new ArrayList<>();
    queues.together(
        () -> {
          Taken next;
          while ((next =
                  queues.take(
                      queue, "LagretDrained IS NULL", m -> new Taken(m, m.getBody(byte[].class))))
              != null) {
            taken.add(next);
          }
        });
    return taken;
  }

  @Override
  public void close() throws Exception {
    connections.destroy();
    broker.close();
    held.close();
  }

  /** A message and its bytes. */
  public record Taken(Message message, byte[] body) {}
}
