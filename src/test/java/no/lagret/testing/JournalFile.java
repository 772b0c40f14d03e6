package no.lagret.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a stand-in wrote down, as tests count it: since its last reset, whole lines only. */
final class JournalFile {

  private final Path file;

  JournalFile(Path file) {
    this.file = file;
  }

  List<JsonNode> events() {
    List<JsonNode> events = new ArrayList<>();
    for (String line : lines()) {
      try {
        JsonNode event = Controls.JSON.readTree(line);
        if (event.path("event").asString("").equals("reset")) {
          events.clear();
        } else {
          events.add(event);
        }
      } catch (JacksonException e) {
        continue; // torn by a kill
      }
    }
    return events;
  }

  List<JsonNode> named(String event) {
    return events().stream().filter(line -> line.path("event").asString("").equals(event)).toList();
  }

  List<JsonNode> named(String event, String field, String value) {
    return named(event).stream()
        .filter(line -> line.path(field).asString("").equals(value))
        .toList();
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new AssertionError("Cannot read the stand-in's journal " + file, e);
    }
  }
}
