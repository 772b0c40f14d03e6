package no.lagret.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.lagret.figures.Answers;
import no.lagret.figures.Figures;
import no.lagret.figures.RecipientFigures;
import no.lagret.ledger.Page;
import org.jspecify.annotations.Nullable;

/** Figures as lines that a spreadsheet adds up: one for each recipient, and the total last. */
final class FiguresCsv {

  private static final String NOT_KNOWN = "NOT_KNOWN";

  private FiguresCsv() {}

  static void write(HttpServletResponse response, Figures figures) throws IOException {
    List<Map<String, Object>> lines =
        Stream.concat(
                figures.recipients().stream()
                    .map(of -> line(figures, of, of.recipient(), of.called())),
                // Of one recipient alone its figures are the total too, and no second one's.
                Stream.ofNullable(figures.total()).map(of -> line(figures, of, "TOTAL", "")))
            .toList();
    Csv.write(
        response,
        "figures-" + figures.from() + "-" + figures.to(),
        lines.isEmpty() ? List.of() : List.copyOf(lines.get(0).keySet()),
        page ->
            new Page<>(
                lines.subList(
                    Math.min(lines.size(), Math.toIntExact(page.offset())),
                    Math.min(lines.size(), Math.toIntExact(page.offset()) + page.size())),
                lines.size()),
        line -> new ArrayList<>(line.values()).toArray());
  }

  private static Map<String, Object> line(
      Figures figures, RecipientFigures of, @Nullable String recipient, @Nullable String called) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("recipient", recipient == null ? "" : recipient);
    line.put("name", called == null ? "" : called);
    line.put("from", figures.from());
    line.put("to", figures.to());
    of.happened().forEach((what, count) -> line.put(what.name(), count));
    line.put("outstanding", of.outstanding());
    line.put("oldestWaiting", of.oldestWaiting() == null ? "" : of.oldestWaiting());
    of.standing().forEach((state, count) -> line.put("now." + state, count));
    line.put("deadLetters", of.deadLetters());
    line.put("comparedUntil", known(of.compared().until()));
    line.put("comparedWhole", of.compared().whole());
    of.compared().standing().forEach((kind, count) -> line.put("difference." + kind, known(count)));
    Answers answers = of.answers();
    line.put("affected", answers.affected());
    line.put("missing", known(answers.missing()));
    line.put("firstAt", answers.firstAt() == null ? "" : answers.firstAt());
    line.put("lastAt", answers.lastAt() == null ? "" : answers.lastAt());
    line.put("firstFoundAt", answers.firstFoundAt() == null ? "" : answers.firstFoundAt());
    line.put("lastFoundAt", answers.lastFoundAt() == null ? "" : answers.lastFoundAt());
    line.put("recovered", known(answers.recovered()));
    line.put("closedByPersons", known(answers.closedByPersons()));
    line.put("stillMissing", known(answers.stillMissing()));
    of.measures().forEach((type, count) -> line.put("measure." + type, count));
    return line;
  }

  private static Object known(@Nullable Object value) {
    return value == null ? NOT_KNOWN : value;
  }
}
