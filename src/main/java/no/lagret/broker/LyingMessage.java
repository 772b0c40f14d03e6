package no.lagret.broker;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message as the broker's management tells of it.
 *
 * @param brokerId the broker's own number of it
 * @param queue where it lies
 * @param where in what condition
 * @param scheduledFor the time before which it is not delivered, where it is scheduled
 * @param properties the properties it carries, as text
 */
public record LyingMessage(
    long brokerId,
    Queue queue,
    Where where,
    @Nullable Instant scheduledFor,
    Map<String, String> properties) {

  /** A message's condition. */
  public enum Where {
    READY,
    SCHEDULED,
    IN_WORK
  }

  static LyingMessage of(JsonNode message, Queue queue, Where where) {
    Map<String, String> properties = BrokerManagement.properties(message);
    String scheduled = properties.get("_AMQ_SCHED_DELIVERY");
    return new LyingMessage(
        message.path("messageID").asLong(),
        queue,
        where,
        scheduled == null ? null : Instant.ofEpochMilli(Long.parseLong(scheduled)),
        properties);
  }
}
