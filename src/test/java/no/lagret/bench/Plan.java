package no.lagret.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is measured, and how much of it.
 *
 * @param parts of {@code throughput, latency, memory, start, pages, reconciliation}
 * @param reports in one run of the throughput
 * @param rounds in which everything that is compared takes its turn
 * @param seconds for which reports are offered steadily
 * @param backlog reports that wait while the case system is down
 * @param jvmOptions of the gateway and of what it is compared with
 */
record Plan(
    List<String> parts,
    int reports,
    int rounds,
    int seconds,
    int backlog,
    List<String> jvmOptions) {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "parts", "throughput,latency,memory,start,pages,reconciliation",
          "reports", "400",
          "rounds", "7",
          "seconds", "60",
          "backlog", "10000",
          "options", "");

  /** Reads {@code --name=value}; what is not given is as for the document. */
  static Plan of(String[] arguments) {
    Map<String, String> values = new HashMap<>(DEFAULTS);
    for (String argument : arguments) {
      String[] parts = argument.replaceFirst("^--", "").split("=", 2);
      if (parts.length != 2 || !DEFAULTS.containsKey(parts[0])) {
        throw new IllegalArgumentException(
            "Not one of " + Set.copyOf(DEFAULTS.keySet()) + ": " + argument);
      }
      values.put(parts[0], parts[1]);
    }
    return new Plan(
        words(values.get("parts")),
        Integer.parseInt(values.get("reports")),
        Integer.parseInt(values.get("rounds")),
        Integer.parseInt(values.get("seconds")),
        Integer.parseInt(values.get("backlog")),
        words(values.get("options")));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(",")).filter(word -> !word.isBlank()).toList();
  }
}
