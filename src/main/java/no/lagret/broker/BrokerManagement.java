package no.lagret.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import no.lagret.broker.LyingMessage.Where;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the broker itself what lies in its queues. A JMS browser sees neither what is in work nor
 * what is scheduled; management sees all three.
 */
public final class BrokerManagement {

  private static final long ANSWER_TIMEOUT_MS = 60_000;

  /**
   * Artemis writes a listing as one text and holds it several times over: 10,000 messages at once
   * took a heap of 160 MB. A long queue is therefore asked about in pieces.
   */
  private static final int MOST_IN_ONE_ANSWER = 1_000;

  /** In the year 2109. A message of later, or of before 1970, was damaged. */
  private static final long LATEST_TIMESTAMP = 1L << 42;

  private static final String SERVER = ResourceNames.BROKER;

  private final ConnectionFactory connections;
  private final @Nullable EmbeddedBroker embedded;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * @param embedded the broker where it runs in this process
   */
  BrokerManagement(ConnectionFactory connections, @Nullable EmbeddedBroker embedded) {
    this.connections = connections;
    this.embedded = embedded;
  }

  /**
   * Every message of the queue: ready, scheduled and in work. The broker is asked piece by piece as
   * the stream is read. Not a snapshot: one that moves while it is listed may be missing or there
   * twice, so absence counts only when seen twice.
   *
   * @throws BrokerSilent when the broker does not answer, then or while the stream is read
   */
  public Stream<LyingMessage> list(Queue queue) {
    return names(queue).stream().flatMap(this::list);
  }

  /** Also those of recipients that the settings do not name any more. */
  private List<String> names(Queue queue) {
    return queue.perRecipient()
        ? queueNames().stream().filter(queue::isNamed).toList()
        : List.of(queue.address());
  }

  private Stream<LyingMessage> list(String queue) {
    // In the order in which a message moves, so that one on its way is seen rather late than never.
    return inTurn(() -> scheduled(queue), () -> ready(queue), () -> inWork(queue));
  }

  /** Each is asked for only when the one before has been read. */
  @SafeVarargs
  private static Stream<LyingMessage> inTurn(Supplier<Stream<LyingMessage>>... parts) {
    return Stream.of(parts).flatMap(Supplier::get);
  }

  private Stream<LyingMessage> scheduled(String queue) {
    // Management cannot be asked for some of them; where they need not become one text, they do
    // not.
    return embedded != null
        ? embedded.scheduled(queue)
        : each(queue, Where.SCHEDULED, "listScheduledMessagesAsJSON");
  }

  private Stream<LyingMessage> ready(String queue) {
    if (count(queue) <= MOST_IN_ONE_ANSWER) {
      return ready(queue, "");
    }
    String possible = "AMQTimestamp >= 0 AND AMQTimestamp < " + LATEST_TIMESTAMP;
    // For each question the broker goes through the whole queue, paged messages and all. Nearly
    // everything was sent since the first of them, so that the halving begins there.
    long first = between(0, firstTimestamp(queue), LATEST_TIMESTAMP);
    long now = between(first, System.currentTimeMillis(), LATEST_TIMESTAMP);
    return inTurn(
        () -> ready(queue, "NOT (" + possible + ")"),
        () -> ready(queue, 0, first),
        () -> ready(queue, first, now),
        () -> ready(queue, now, LATEST_TIMESTAMP));
  }

  private static long between(long least, long value, long most) {
    return Math.max(least, Math.min(value, most));
  }

  /** When the message at the head of the queue was sent; 0 where there is none. */
  private long firstTimestamp(String queue) {
    String first = attribute(ResourceNames.QUEUE + queue, "firstMessageTimestamp");
    return first.equals("null") ? 0 : Long.parseLong(first);
  }

  /** When a message was sent never changes, so that each lies in one of the pieces for sure. */
  private Stream<LyingMessage> ready(String queue, long sentFrom, long sentBefore) {
    if (sentFrom == sentBefore) {
      return Stream.empty();
    }
    String filter = "AMQTimestamp >= " + sentFrom + " AND AMQTimestamp < " + sentBefore;
    long many = ask(queue, "countMessages", filter).asLong();
    if (many <= MOST_IN_ONE_ANSWER || sentBefore - sentFrom == 1) {
      return many == 0 ? Stream.empty() : ready(queue, filter);
    }
    long middle = (sentFrom + sentBefore) / 2;
    return inTurn(() -> ready(queue, sentFrom, middle), () -> ready(queue, middle, sentBefore));
  }

  private Stream<LyingMessage> ready(String queue, String filter) {
    return each(queue, Where.READY, "listMessagesAsJSON", filter);
  }

  private Stream<LyingMessage> inWork(String queue) {
    return ask(queue, "listDeliveringMessagesAsJSON")
        .valueStream()
        .flatMap(consumer -> consumer.path("elements").valueStream())
        .map(message -> LyingMessage.of(message, queue, Where.IN_WORK));
  }

  /** Read one by one: as a tree, an answer is several times its size. */
  private Stream<LyingMessage> each(
      String queue, Where where, String operation, Object... arguments) {
    MappingIterator<JsonNode> messages =
        json.readerFor(JsonNode.class).readValues(told(queue, operation, arguments));
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(messages, 0), false)
        .map(message -> LyingMessage.of(message, queue, where));
  }

  private JsonNode ask(String queue, String operation, Object... arguments) {
    return json.readTree(told(queue, operation, arguments));
  }

  private String told(String queue, String operation, Object... arguments) {
    return invoke(ResourceNames.QUEUE + queue, operation, arguments);
  }

  /** How many messages the queue holds, whatever their condition. */
  public long count(Queue queue) {
    return names(queue).stream().mapToLong(this::count).sum();
  }

  private long count(String queue) {
    return Long.parseLong(attribute(ResourceNames.QUEUE + queue, "messageCount"));
  }

  /** Lets a scheduled message go now. */
  public void deliverNow(LyingMessage message) {
    invoke(
        ResourceNames.QUEUE + message.queueName(), "deliverScheduledMessage", message.brokerId());
  }

  /** Lets all scheduled messages of the queue go now that have these properties. */
  public void deliverNow(Queue queue, Map<String, String> properties) {
    String selector =
        properties.entrySet().stream()
            .map(each -> each.getKey() + " = '" + each.getValue().replace("'", "''") + "'")
            .collect(Collectors.joining(" AND "));
    names(queue)
        .forEach(name -> invoke(ResourceNames.QUEUE + name, "deliverScheduledMessages", selector));
  }

  /** One of the server's attributes, as text. */
  String serverAttribute(String name) {
    return attribute(SERVER, name);
  }

  /** The settings in force for an address. */
  JsonNode addressSettings(String address) {
    return json.readTree(invoke(SERVER, "getAddressSettingsAsJSON", address));
  }

  /** The queues that exist, by name. */
  List<String> queueNames() {
    return List.of(
        json.convertValue(json.readTree(invoke(SERVER, "getQueueNames")), String[].class));
  }

  private String attribute(String resource, String name) {
    return ask(
        resource + "." + name,
        message -> JMSManagementHelper.putAttribute(message, resource, name));
  }

  private String invoke(String resource, String operation, Object... arguments) {
    return ask(
        resource + "." + operation,
        message ->
            JMSManagementHelper.putOperationInvocation(message, resource, operation, arguments));
  }

  private String ask(String what, Question question) {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      TemporaryQueue answers = session.createTemporaryQueue();
      Message message = session.createMessage();
      message.setJMSReplyTo(answers);
      question.put(message);
      session.createProducer(session.createQueue("activemq.management")).send(message);
      try (MessageConsumer consumer = session.createConsumer(answers)) {
        Message answer = consumer.receive(ANSWER_TIMEOUT_MS);
        if (answer == null) {
          throw new BrokerSilent(what + ": no answer within " + ANSWER_TIMEOUT_MS + " ms", null);
        }
        Object result = JMSManagementHelper.getResult(answer);
        if (JMSManagementHelper.isOperationResult(answer)
            && !JMSManagementHelper.hasOperationSucceeded(answer)) {
          throw new BrokerSilent(what + ": " + result, null);
        }
        return result instanceof Object[] array
            ? json.writeValueAsString(array)
            : String.valueOf(result);
      } finally {
        answers.delete();
      }
    } catch (BrokerSilent e) {
      throw e;
    } catch (Exception e) {
      throw new BrokerSilent(what + ": " + e.getMessage(), e);
    }
  }

  private interface Question {
    void put(Message message) throws JMSException;
  }
}
