package no.lagret.demo;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One way to misbehave, as data: {@code {"on": call, "kind": …, "id": only for this one, "times":
 * calls until it ends, "after": calls before it begins, "act": do what was asked before
 * misbehaving, …options of the kind}}.
 */
record Behaviour(ObjectNode options) {

  /** Reads {@code {json}} or {@code on=put,kind=status,status=503,times=2}. */
  static Behaviour parse(String text) {
    if (text.strip().startsWith("{")) {
      return new Behaviour((ObjectNode) Json.read(text));
    }
    ObjectNode options = Json.object();
    for (String pair : text.split(",")) {
      String[] parts = pair.split("=", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException("Not key=value: " + pair);
      }
      if (parts[1].matches("-?[0-9]{1,9}")) {
        options.put(parts[0].strip(), Integer.parseInt(parts[1]));
      } else if (parts[1].matches("true|false")) {
        options.put(parts[0].strip(), Boolean.parseBoolean(parts[1]));
      } else {
        options.put(parts[0].strip(), parts[1]);
      }
    }
    return new Behaviour(options);
  }

  String on() {
    return text("on", "");
  }

  String kind() {
    return text("kind", "");
  }

  @Nullable String id() {
    return has("id") ? text("id", "") : null;
  }

  boolean is(String kind) {
    return kind().equals(kind);
  }

  boolean has(String option) {
    return options.hasNonNull(option);
  }

  int number(String option, int otherwise) {
    return options.path(option).asInt(otherwise);
  }

  boolean flag(String option) {
    return options.path(option).asBoolean(false);
  }

  String text(String option, String otherwise) {
    return options.path(option).asString(otherwise);
  }

  JsonNode node(String option) {
    return options.path(option);
  }

  /** The extra headers it asks for, {@code Retry-After} in either form among them. */
  List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    options
        .path("headers")
        .properties()
        .forEach(
            header -> headers.add(new Header(header.getKey(), header.getValue().asString(""))));
    if (has("retryAfter")) {
      headers.add(new Header("Retry-After", text("retryAfter", "")));
    }
    if (has("retryAfterDateIn")) {
      ZonedDateTime then =
          ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(number("retryAfterDateIn", 0));
      headers.add(new Header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then)));
    }
    return headers;
  }
}
