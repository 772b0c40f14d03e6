package no.lagret.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What portals and case systems wrote down, a district's among them, with the times: all clocks are
 * this machine's.
 */
final class StandInJournals {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<JsonNode> portal;

  /** How the portal calls it that a dispatch came to the gateway. */
  private final String fetched;

  private final List<JsonNode> caseSystem;

  StandInJournals(Path directory) {
    boolean pushes = Files.exists(directory.resolve("fiks-io.jsonl"));
    portal = read(directory, pushes ? "fiks-io.jsonl" : "portal.jsonl");
    fetched = pushes ? "delivered" : "fetched";
    caseSystem = read(directory, "case-system.jsonl");
  }

  /** Dispatches that the gateway has fetched at least once, or was pushed. */
  Set<String> fetched() {
    return portal.stream()
        .filter(line -> line.path("event").asString("").equals(fetched))
        .map(line -> line.path("id").asString(""))
        .collect(Collectors.toSet());
  }

  /** Dispatches that the portal was told to be stored. */
  Set<String> confirmed() {
    return portal.stream()
        .filter(line -> line.path("event").asString("").equals("confirmed"))
        .map(line -> line.path("id").asString(""))
        .collect(Collectors.toSet());
  }

  /** Reports in the order in which the case system first stored them. */
  List<String> storedInOrder() {
    return caseSystem.stream()
        .filter(line -> line.path("event").asString("").equals("stored"))
        .map(line -> line.path("reportId").asString(""))
        .distinct()
        .toList();
  }

  @Nullable Instant firstFetched(String dispatchId) {
    return first(portal.stream().filter(line -> is(line, fetched, "id", dispatchId)));
  }

  @Nullable Instant firstConfirmed(String dispatchId) {
    return first(portal.stream().filter(line -> is(line, "confirmed", "id", dispatchId)));
  }

  /** What RabbitMQ has given up, and why: {@code delivery_limit}, or {@code rejected} by a nack. */
  List<String> givenUp() {
    return portal.stream()
        .filter(line -> line.path("event").asString("").equals("dead-lettered"))
        .map(line -> line.path("reason").asString("") + " " + line.path("id").asString(""))
        .toList();
  }

  long negativeReceipts() {
    return portal.stream()
        .filter(line -> line.path("event").asString("").equals("negative-receipt"))
        .count();
  }

  /** When the case system first held the report with this digest of its PDF. */
  @Nullable Instant firstStored(String reportId, String sha256) {
    return first(stored(reportId).filter(line -> digest(line).equals(sha256)));
  }

  /** When a receipt of the report was first laid into a folder. */
  @Nullable Instant firstReceipted(String reportId) {
    return first(caseSystem.stream().filter(line -> is(line, "lays", "name", reportId + ".json")));
  }

  List<String> storedDigests(String reportId) {
    return stored(reportId).map(StandInJournals::digest).toList();
  }

  private Stream<JsonNode> stored(String reportId) {
    return caseSystem.stream().filter(line -> is(line, "stored", "reportId", reportId));
  }

  private static String digest(JsonNode stored) {
    return stored
        .path("files")
        .valueStream()
        .filter(file -> file.path("filnavn").asString("").equals("bekymringsmelding.pdf"))
        .map(file -> file.path("sha256").asString(""))
        .findFirst()
        .orElse("");
  }

  private static boolean is(JsonNode line, String event, String field, String value) {
    return line.path("event").asString("").equals(event)
        && line.path(field).asString("").equals(value);
  }

  private static @Nullable Instant first(Stream<JsonNode> lines) {
    return lines.map(line -> Instant.parse(line.path("at").asString(""))).findFirst().orElse(null);
  }

  private static List<JsonNode> read(Path directory, String name) {
    return Stream.of(directory, District.in(directory))
        .map(place -> place.resolve(name))
        .filter(Files::exists)
        .flatMap(file -> read(file).stream())
        .toList();
  }

  private static List<JsonNode> read(Path file) {
    try {
      return Files.readAllLines(file).stream().flatMap(StandInJournals::parsed).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<JsonNode> parsed(String line) {
    try {
      return Stream.of(JSON.readTree(line));
    } catch (JacksonException torn) {
      return Stream.empty();
    }
  }
}
