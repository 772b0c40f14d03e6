package no.lagret.demo;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What RabbitMQ tells of what became of a message. */
final class FiksIoFate {

  private FiksIoFate() {}

  /** {@code {"id", "again"}} of a delivery, as RabbitMQ's tracer tells it. */
  static ObjectNode delivered(BasicProperties traced) {
    Map<String, Object> told = headers(traced);
    Object original =
        told.get("properties") instanceof Map<?, ?> properties ? properties.get("headers") : null;
    return Json.object()
        .put("id", id(original))
        .put("again", !"0".equals(String.valueOf(told.get("redelivered"))));
  }

  /**
   * {@code {"id", "reason"}} of a message that was given up: {@code delivery_limit} after too many
   * failed deliveries, {@code rejected} by a nack or reject.
   */
  static ObjectNode givenUp(BasicProperties dead) {
    Map<String, Object> headers = headers(dead);
    Object death =
        headers.get("x-death") instanceof List<?> deaths && !deaths.isEmpty()
            ? deaths.get(0)
            : null;
    Object reason = death instanceof Map<?, ?> told ? told.get("reason") : null;
    return Json.object().put("id", id(headers)).put("reason", String.valueOf(reason));
  }

  private static String id(Object headers) {
    Object id = headers instanceof Map<?, ?> told ? told.get(FiksIoMessage.ID) : null;
    return id == null ? "" : id.toString();
  }

  private static Map<String, Object> headers(BasicProperties properties) {
    return properties.getHeaders() == null ? Map.of() : properties.getHeaders();
  }
}
