package no.lagret.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import no.lagret.recipient.Recipients;
import no.lagret.routes.Nearest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An invented report, and how the two sides behave. Its content is made up here: a sample has no
 * place for one.
 *
 * @param recipient whose settings hold, by the name in the settings
 * @param sent when it was sent, as the portal says; null for now
 * @param size of its PDF in bytes
 * @param encoding of the sealed bytes, {@code ber} as the portal's library writes, or {@code der}
 * @param portalBehaviour as {@code stand-in portal --behaviour} takes them
 * @param caseSystemBehaviour as {@code stand-in case-system --behaviour} takes them
 */
record Sample(
    String recipient,
    @Nullable Instant sent,
    int size,
    String encoding,
    List<String> portalBehaviour,
    List<String> caseSystemBehaviour) {

  private static final int SMALLEST = 1400;
  private static final int LARGEST = 20 * 1024 * 1024;
  private static final Set<String> FIELDS =
      Set.of(
          "channel",
          "recipient",
          "sent",
          "size",
          "encoding",
          "portal-behaviour",
          "case-system-behaviour");

  /** As a national identity number looks, a synthetic one too. */
  private static final Pattern ELEVEN_DIGITS =
      Pattern.compile("(?<!\\d)\\d{6}[ ._-]?\\d{5}(?!\\d)");

  /** A sample that cannot be used, and what to do. */
  static final class Refused extends Exception {
    private Refused(Path file, String wrong, String whatToDo) {
      super(file + " " + wrong + "\n  " + whatToDo);
    }
  }

  /**
   * @throws Refused when the file is missing, is no JSON object, or says what it may not
   */
  static Sample read(Path file) throws Refused {
    String text;
    JsonNode json;
    try {
      text = Files.readString(file);
      json = JsonMapper.shared().readTree(text);
    } catch (IOException e) {
      throw new Refused(file, "cannot be read", "routes/samples/report.json is one that can.");
    } catch (JacksonException e) {
      throw new Refused(
          file,
          (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + " ")
              + "is no JSON",
          "Look at the quotes and commas of this line and the one before it.");
    }
    if (ELEVEN_DIGITS.matcher(text).find()) {
      throw new Refused(
          file,
          "holds eleven digits, as a national identity number has",
          "Take them out: a sample is invented, and its content is made up by the stand-in.");
    }
    return new Reader(file, json).sample();
  }

  private record Reader(Path file, JsonNode json) {

    Sample sample() throws Refused {
      for (String field : json.propertyNames()) {
        if (!FIELDS.contains(field)) {
          throw new Refused(file, "has the unknown field " + field, Nearest.advice(field, FIELDS));
        }
      }
      if (!json.isObject()) {
        throw new Refused(file, "is no JSON object", "routes/samples/report.json is one.");
      }
      among("channel", Set.of("SVARINN"), "SVARINN");
      int size = json.path("size").asInt(8 * 1024);
      if (json.has("size") && !json.path("size").isInt() || size < SMALLEST || size > LARGEST) {
        throw wrong("size", "a whole number of bytes from " + SMALLEST + " to " + LARGEST);
      }
      return new Sample(
          text("recipient", Recipients.DEFAULT),
          sent(),
          size,
          among("encoding", Set.of("ber", "der"), "ber"),
          behaviours("portal-behaviour"),
          behaviours("case-system-behaviour"));
    }

    private String text(String field, String otherwise) throws Refused {
      if (json.has(field) && !json.path(field).isString()) {
        throw wrong(field, "a text");
      }
      return json.path(field).asString(otherwise);
    }

    private String among(String field, Set<String> right, String otherwise) throws Refused {
      String value = text(field, otherwise);
      if (!right.contains(value)) {
        throw wrong(field, String.join(" or ", right.stream().sorted().toList()));
      }
      return value;
    }

    private @Nullable Instant sent() throws Refused {
      try {
        return json.has("sent") ? Instant.parse(text("sent", "")) : null;
      } catch (DateTimeParseException e) {
        throw wrong("sent", "a time such as 2026-01-31T12:00:00Z");
      }
    }

    private List<String> behaviours(String field) throws Refused {
      JsonNode given = json.path(field);
      if (json.has(field)
          && !(given.isArray() && given.valueStream().allMatch(JsonNode::isString))) {
        throw wrong(field, "a list of texts such as \"on=put,kind=status,status=503,times=1\"");
      }
      return given.valueStream().map(JsonNode::asString).toList();
    }

    private Refused wrong(String field, String right) {
      return new Refused(file, "has an unusable " + field, "Write " + right + ".");
    }
  }
}
