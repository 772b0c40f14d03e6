package no.lagret.dryrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;

/** A dry run as people read it: a line for each step, and below it what the step set. */
final class DryRunText {

  private static final String INDENT = " ".repeat(13);
  private static final int WIDTH = 100;

  private DryRunText() {}

  static String of(DryRunResult result) {
    StringBuilder text = new StringBuilder();
    result.findings().forEach(finding -> text.append(finding.text()).append('\n'));
    result.steps().forEach(step -> text.append(line(step)));
    if (!result.events().isEmpty()) {
      text.append("Ledger: ").append(String.join(", ", counted(result.events()))).append('\n');
    }
    return text
        + switch (result.outcome()) {
          case CAME_THROUGH ->
              "The sample came through: the case system's stand-in holds it, and the portal's was told.";
          case STOPPED -> "The sample did not come through: " + result.why() + ".";
          case WRONG -> "Nothing was run: " + result.why() + ".";
          case COULD_NOT_TELL -> "Could not tell: " + result.why();
        };
  }

  /** The same several times in a row is said once. */
  private static List<String> counted(List<String> events) {
    List<String> said = new ArrayList<>();
    for (int first = 0, next; first < events.size(); first = next) {
      next = first + 1;
      while (next < events.size() && events.get(next).equals(events.get(first))) {
        next++;
      }
      said.add(events.get(first) + (next - first > 1 ? " (" + (next - first) + " times)" : ""));
    }
    return said;
  }

  private static String line(Step step) {
    String line =
        String.format(
            Locale.ROOT,
            "%7.3f s  %-26s %-30s %s%n",
            step.afterMillis() / 1000.0,
            step.route() + (step.line() > 0 ? ":" + step.line() : ""),
            step.endpoint().isEmpty() ? step.step() : step.step() + " " + step.endpoint(),
            step.outcome());
    String headers =
        step.headers().entrySet().stream()
            .map(header -> header.getKey() + "=" + header.getValue())
            .collect(Collectors.joining(" "));
    return headers.isEmpty()
        ? line
        : line + INDENT + WordUtils.wrap(headers, WIDTH, "\n" + INDENT, false) + "\n";
  }

  /** Where a step stands, for a sentence. */
  static String place(Step step) {
    return step.route()
        + " "
        + step.step()
        + (step.file().isEmpty() ? "" : " (" + step.file() + ", line " + step.line() + ")");
  }
}
