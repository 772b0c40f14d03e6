package no.lagret.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code --name=value} arguments of {@code stand-in}. */
final class StandInArguments {

  private final Map<String, String> values = new HashMap<>();
  private final List<String> behaviours = new ArrayList<>();

  /**
   * @throws IllegalArgumentException naming an argument that is unknown, or needed and missing
   */
  StandInArguments(List<String> arguments, Set<String> needed, Set<String> known) {
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
      if (parts.length != 2 || !(needed.contains(name) || known.contains(name))) {
        throw new IllegalArgumentException("Unknown argument: " + parts[0]);
      }
      if (name.equals("behaviour")) {
        behaviours.add(parts[1]);
      } else {
        values.put(name, parts[1]);
      }
    }
    for (String name : needed) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException("Missing argument: --" + name + "=…");
      }
    }
  }

  String get(String name) {
    return values.getOrDefault(name, "");
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  int port() {
    String port = values.getOrDefault("port", "0");
    if (!port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("--port is a number: " + port);
    }
    return Integer.parseInt(port);
  }

  /** Reads {@code 3s}, {@code 500ms}, {@code 2m} or an ISO-8601 duration. */
  Duration duration(String name) {
    String text = get(name);
    try {
      if (text.endsWith("ms")) {
        return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
      }
      return Duration.parse(text.startsWith("P") ? text : "PT" + text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("--" + name + " is a time such as 3s: " + text, e);
    }
  }

  List<String> behaviours() {
    return behaviours;
  }
}
