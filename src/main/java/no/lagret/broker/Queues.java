package no.lagret.broker;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Map;
import no.lagret.recipient.Recipients;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends to the durable queues. A send joins the JMS transaction of the calling thread: nothing is
 * there before that commits, and then everything is. Without one it is a transaction of its own.
 */
public final class Queues {

  /** Epoch milliseconds before which the broker does not deliver; Artemis's own name. */
  private static final String SCHEDULED_DELIVERY = "_AMQ_SCHED_DELIVERY";

  /** The property that says whose report it is. */
  public static final String RECIPIENT = "LagretRecipient";

  private final JmsTemplate template;
  private final TransactionTemplate transactions;

  Queues(JmsTemplate template, TransactionTemplate transactions) {
    this.template = template;
    this.transactions = transactions;
  }

  /** Does the sends and takes of the action in one transaction: all of them are there, or none. */
  public void together(Runnable action) {
    transactions.executeWithoutResult(status -> action.run());
  }

  /**
   * Sends bytes with string, int or long properties; what belongs to a recipient goes into that
   * one's own queue.
   */
  public void send(Queue queue, byte[] body, Map<String, ?> properties) {
    send(queue, body, properties, null);
  }

  /** The same, not to be delivered before the given time. */
  public void send(
      Queue queue, byte[] body, Map<String, ?> properties, @Nullable Instant notBefore) {
    template.send(
        queue.address(whose(queue, properties)),
        session -> {
          Message message = message(session, body, properties);
          if (notBefore != null) {
            message.setLongProperty(SCHEDULED_DELIVERY, notBefore.toEpochMilli());
          }
          return message;
        });
  }

  private static String whose(Queue queue, Map<String, ?> properties) {
    return queue.perRecipient() && properties.get(RECIPIENT) instanceof String recipient
        ? recipient
        : Recipients.DEFAULT;
  }

  /** Reads what was taken. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Message message) throws JMSException;
  }

  /**
   * Takes the one message that the selector names, within the transaction of {@link #together}.
   *
   * @param reader must read all it needs, for a large body cannot be read any more once this
   *     returns
   * @return what was read, or null where the message is not to be had now: settled, or in work
   *     elsewhere
   */
  public <T> @Nullable T take(Queue queue, String selector, Reader<T> reader) {
    return template.execute(
        session -> {
          try (MessageConsumer consumer =
              session.createConsumer(session.createQueue(queue.address()), selector)) {
            Message message = consumer.receive(template.getReceiveTimeout());
            return message == null ? null : reader.read(message);
          }
        },
        true);
  }

  /**
   * Reads the message that the selector names and leaves it where it is, its count of deliveries as
   * it was.
   *
   * @return null where the message is not to be seen now: gone, or in work elsewhere
   */
  public <T> @Nullable T look(Queue queue, String selector, Reader<T> reader) {
    return template.execute(
        session -> {
          try (QueueBrowser browser =
              session.createBrowser(session.createQueue(queue.address()), selector)) {
            Enumeration<?> seen = browser.getEnumeration();
            return seen.hasMoreElements() ? reader.read((Message) seen.nextElement()) : null;
          }
        },
        true);
  }

  private static Message message(Session session, byte[] body, Map<String, ?> properties)
      throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(body);
    for (Map.Entry<String, ?> property : properties.entrySet()) {
      message.setObjectProperty(property.getKey(), property.getValue());
    }
    return message;
  }
}
