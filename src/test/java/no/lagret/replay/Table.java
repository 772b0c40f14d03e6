package no.lagret.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Both outcomes beside each other, as Markdown. */
final class Table {

  private Table() {}

  static String of(List<Outcome> asItWas, List<Outcome> throughLagret) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| Municipality (invented) | Reports | Confirmed without store | Gone, without | Noticed"
            + " by a system, without | Gone, with Lagret | Alarms, with Lagret | Slowest alarm"
            + " after |");
    lines.add("|" + " --- |".repeat(8));
    for (int i = 0; i < asItWas.size(); i++) {
      Outcome then = asItWas.get(i);
      Outcome now = throughLagret.get(i);
      lines.add(
          row(
              then.municipality().name(),
              then.sent().size(),
              then.liedTo(),
              then.gone().size(),
              noticed(then),
              now.gone().size(),
              noticed(now),
              slowest(List.of(now))));
    }
    lines.add(
        row(
            "all",
            asItWas.stream().mapToInt(outcome -> outcome.sent().size()).sum(),
            asItWas.stream().mapToLong(Outcome::liedTo).sum(),
            gone(asItWas),
            asItWas.stream().mapToLong(Table::noticed).sum(),
            gone(throughLagret),
            throughLagret.stream().mapToLong(Table::noticed).sum(),
            slowest(throughLagret)));
    return String.join("\n", lines) + "\n";
  }

  private static int gone(List<Outcome> outcomes) {
    return outcomes.stream().mapToInt(outcome -> outcome.gone().size()).sum();
  }

  private static long noticed(Outcome outcome) {
    return alarms(outcome).count();
  }

  private static Stream<Duration> alarms(Outcome outcome) {
    return outcome.sent().stream()
        .map(sent -> outcome.alarms().get(sent.reportId()))
        .filter(Objects::nonNull);
  }

  private static String slowest(Collection<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(Table::alarms)
        .max(Duration::compareTo)
        .map(time -> String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3))
        .orElse("–");
  }

  private static String row(Object... cells) {
    return "| " + String.join(" | ", Stream.of(cells).map(String::valueOf).toList()) + " |";
  }
}
