package no.lagret.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a stand-in wrote down since a moment; its clock is this machine's. */
final class Journal {

  private final Path file;
  private long from;

  Journal(Path file) {
    this.file = file;
  }

  /** Only what happens from now on. */
  void forget() {
    try {
      from = Files.size(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  List<JsonNode> named(String event) {
    String mark = "\"event\":\"" + event + "\"";
    return text()
        .lines()
        .filter(line -> line.contains(mark))
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  /** When each was first named by such an event. */
  Map<String, Instant> times(String event, String field) {
    return named(event).stream()
        .collect(
            Collectors.toMap(
                line -> line.path(field).asString(), Journal::at, (first, later) -> first));
  }

  static Instant at(JsonNode line) {
    return Instant.parse(line.path("at").asString());
  }

  /** Whole lines only: the last one may be on its way. */
  private String text() {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(open.length() - from)];
      open.seek(from);
      open.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.substring(0, text.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
