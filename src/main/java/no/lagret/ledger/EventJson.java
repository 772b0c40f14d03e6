package no.lagret.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import no.lagret.report.Channel;
import no.lagret.report.Timestamps;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one form of an event that is stamped, hashed and stored: canonical JSON (RFC 8785), UTF-8.
 */
final class EventJson {

  /** Written into every event; a reader that does not know it says so instead of guessing. */
  static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private EventJson() {}

  static byte[] write(LedgerEvent event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("v", VERSION);
    json.put("id", event.complete().id());
    json.put("at", Timestamps.format(event.at()));
    json.put("type", event.type().name());
    put(json, "recipient", event.recipient());
    put(json, "channel", event.channel());
    put(json, "reportId", event.reportId());
    put(json, "dispatchId", event.dispatchId());
    if (event.generation() > 0 || event.step() > 0) {
      json.put("generation", event.generation());
      json.put("step", event.step());
    }
    put(json, "actor", event.actor());
    if (!event.facts().isEmpty()) {
      Map<String, String> facts = new LinkedHashMap<>();
      event.facts().forEach((fact, value) -> facts.put(fact.name(), value));
      json.put("facts", facts);
    }
    try {
      return new JsonCanonicalizer(JSON.writeValueAsBytes(json)).getEncodedUTF8();
    } catch (IOException e) {
      throw new IllegalStateException("Event " + event.id() + " has no canonical form", e);
    }
  }

  /**
   * The event that the bytes are.
   *
   * @throws UnknownVersionException when a newer gateway wrote it
   * @throws IllegalArgumentException when they are no event in its one form; the message repeats
   *     nothing of the bytes
   */
  static LedgerEvent read(byte[] body) {
    JsonNode json = parse(body);
    if (json.path("v").asInt(-1) != VERSION) {
      throw new UnknownVersionException();
    }
    LedgerEvent event = event(json);
    if (!Arrays.equals(write(event), body)) {
      throw new IllegalArgumentException("not in canonical form");
    }
    return event;
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      // Its message quotes the body: not repeated.
    }
    throw new IllegalArgumentException("no JSON object");
  }

  private static LedgerEvent event(JsonNode json) {
    try {
      SortedMap<Fact, String> facts = new TreeMap<>();
      for (Map.Entry<String, JsonNode> fact : json.path("facts").properties()) {
        facts.put(Fact.valueOf(fact.getKey()), fact.getValue().asString());
      }
      String channel = text(json, "channel");
      return new LedgerEvent(
          json.path("id").asString(),
          Instant.parse(json.path("at").asString()),
          EventType.valueOf(json.path("type").asString()),
          text(json, "recipient"),
          channel == null ? null : Channel.valueOf(channel),
          text(json, "reportId"),
          text(json, "dispatchId"),
          json.path("generation").asInt(0),
          json.path("step").asInt(0),
          text(json, "actor"),
          facts);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("no event: " + e.getClass().getSimpleName());
    }
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.has(name) ? json.path(name).asString() : null;
  }

  private static void put(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }

  /** Written by a gateway newer than this one. */
  static final class UnknownVersionException extends IllegalArgumentException {
    UnknownVersionException() {
      super("not of version " + VERSION);
    }
  }
}
