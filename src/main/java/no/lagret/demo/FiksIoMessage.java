package no.lagret.demo;

import com.rabbitmq.client.AMQP;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message on its way to an account: the headers that the portal writes, and the sealed bytes.
 *
 * @param headers as AMQP carries them
 */
record FiksIoMessage(Map<String, Object> headers, byte[] body) {

  static final String ID = "melding-id";
  static final String TYPE = "type";
  static final String SENDER = "avsender-id";
  static final String ANSWERS = "svar-til";
  static final String PAYLOAD = "dokumentlager-id";
  static final String OWN = "egendefinert-header.";
  static final String REPORT_ID = OWN + "bekymringsmelding-id";

  private static final Duration LIFE = Duration.ofDays(30);

  /** As the portal labels what a sender gives it. */
  static FiksIoMessage of(
      String id, String type, UUID sender, Map<String, String> own, byte[] body) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put(ID, id);
    headers.put(TYPE, type);
    headers.put(SENDER, sender.toString());
    headers.put("avsender-navn", "Nasjonal portal for bekymringsmelding (oppdiktet)");
    own.forEach((name, value) -> headers.put(OWN + name, value));
    return new FiksIoMessage(headers, body);
  }

  String id() {
    return String.valueOf(headers.get(ID));
  }

  /** With the headers that {@code {"headers": {…}, "remove": […]}} sets and takes away. */
  FiksIoMessage changed(ObjectNode asked) {
    Map<String, Object> changed = new LinkedHashMap<>(headers);
    for (JsonNode name : asked.path("remove")) {
      changed.remove(name.asString(""));
    }
    for (Map.Entry<String, JsonNode> header : asked.path("headers").properties()) {
      changed.put(header.getKey(), value(header.getValue()));
    }
    return new FiksIoMessage(changed, body);
  }

  /** The same, with its body in Dokumentlager. */
  FiksIoMessage pointingTo(String payloadId) {
    return new FiksIoMessage(with(Map.of(PAYLOAD, payloadId)), new byte[0]);
  }

  /** The same, as an answer to another message. */
  FiksIoMessage answering(String messageId, String itsType) {
    return new FiksIoMessage(with(Map.of(ANSWERS, messageId, ANSWERS + "-type", itsType)), body);
  }

  private Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return all;
  }

  AMQP.BasicProperties properties() {
    return new AMQP.BasicProperties.Builder()
        .headers(headers)
        .deliveryMode(2)
        .expiration(String.valueOf(LIFE.toMillis()))
        .build();
  }

  /** A header may hold anything; {@code {"base64": "…"}} stands for bytes. */
  private static Object value(JsonNode json) {
    if (json.isNumber()) {
      return json.asLong();
    }
    return json.hasNonNull("base64")
        ? Base64.getDecoder().decode(json.path("base64").asString(""))
        : json.asString("");
  }
}
