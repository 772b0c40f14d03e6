package no.lagret.broker;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message as the broker's management tells of it.
 *
 * @param brokerId the broker's own number of it
 * @param queueName the queue in which it lies
 * @param where in what condition
 * @param scheduledFor the time before which it is not delivered, where it is scheduled
 * @param properties the gateway's own properties that it carries, as text
 */
public record LyingMessage(
    long brokerId,
    String queueName,
    Where where,
    @Nullable Instant scheduledFor,
    Map<String, String> properties) {

  /** A message's condition. */
  public enum Where {
    READY,
    SCHEDULED,
    IN_WORK
  }

  static LyingMessage of(JsonNode message, String queueName, Where where) {
    Map<String, String> properties = new HashMap<>();
    for (Map.Entry<String, JsonNode> property : message.properties()) {
      if (property.getKey().startsWith("Lagret")) {
        properties.put(property.getKey(), property.getValue().asString());
      }
    }
    return new LyingMessage(
        message.path("messageID").asLong(),
        queueName,
        where,
        of(message.path("_AMQ_SCHED_DELIVERY").asString("")),
        properties);
  }

  /** The same of one that is scheduled in a broker of this process. */
  static LyingMessage scheduled(Message message, String queueName) {
    Map<String, String> properties = new HashMap<>();
    for (SimpleString name : message.getPropertyNames()) {
      if (name.toString().startsWith("Lagret")) {
        properties.put(name.toString(), String.valueOf(message.getObjectProperty(name)));
      }
    }
    Long at = message.getScheduledDeliveryTime();
    return new LyingMessage(
        message.getMessageID(),
        queueName,
        Where.SCHEDULED,
        at == null || at == 0 ? null : Instant.ofEpochMilli(at),
        properties);
  }

  /** What lies in that queue. */
  public Queue queue() {
    return Queue.of(queueName);
  }

  /** The number that a property says; 0 where it says none, as after damage. */
  public int number(String property) {
    String value = properties.getOrDefault(property, "");
    return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
  }

  /** The time that a property says; null where it says none, as after damage. */
  public @Nullable Instant time(String property) {
    return of(properties.get(property));
  }

  private static @Nullable Instant of(@Nullable String millis) {
    return millis != null && millis.matches("\\d{1,18}")
        ? Instant.ofEpochMilli(Long.parseLong(millis))
        : null;
  }
}
