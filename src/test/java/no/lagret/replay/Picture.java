package no.lagret.replay;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** How many reports were gone for good, day by day, as one {@code <svg>}. */
final class Picture {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 300;
  private static final int MARGIN = 40;

  private final History history;
  private final int most;

  private Picture(History history, int most) {
    this.history = history;
    this.most = most;
  }

  static String of(History history, List<Outcome> asItWas, List<Outcome> throughLagret) {
    List<LocalDate> then = gone(asItWas);
    List<LocalDate> now = gone(throughLagret);
    return new Picture(history, Math.max(1, Math.max(then.size(), now.size()))).svg(then, now);
  }

  /** The days on which the portal deleted the last copy, in order. */
  private static List<LocalDate> gone(List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(outcome -> outcome.gone().stream())
        .map(sent -> sent.on().plusDays(Town.KEPT))
        .sorted()
        .toList();
  }

  private String svg(List<LocalDate> then, List<LocalDate> now) {
    LocalDate first = history.days().get(0).date();
    LocalDate last = history.days().get(history.days().size() - 1).date();
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'"
            + " font-family='sans-serif' font-size='13' fill='none'>",
        WIDTH,
        HEIGHT);
    add(svg, "<title>Reports that are gone for good</title>");
    add(
        svg,
        "<desc>From %s to %s: %d reports without the gateway, %d with it.</desc>",
        first,
        last,
        then.size(),
        now.size());
    add(svg, "<rect width='%d' height='%d' fill='#fff'/>", WIDTH, HEIGHT);
    for (LocalDate year = LocalDate.of(first.getYear() + 1, 1, 1);
        year.isBefore(last);
        year = year.plusYears(1)) {
      add(svg, "<path d='M%d %dV%d' stroke='#ddd'/>", x(year), y(0), y(most));
      add(svg, "<text x='%d' y='%d' fill='#444'>%d</text>", x(year), y(0) + 18, year.getYear());
    }
    add(svg, "<path d='M%d %dH%d' stroke='#444'/>", x(first), y(0), x(last));
    steps(svg, then, last, "#b3253a", "without");
    steps(svg, now, last, "#1e6b3a", "with Lagret");
    return svg.append("</svg>\n").toString();
  }

  private void steps(
      StringBuilder svg, List<LocalDate> days, LocalDate last, String colour, String name) {
    StringBuilder line = new StringBuilder("M" + x(history.days().get(0).date()) + " " + y(0));
    for (int i = 0; i < days.size(); i++) {
      line.append("H").append(x(days.get(i))).append("V").append(y(i + 1));
    }
    line.append("H").append(x(last));
    add(svg, "<path d='%s' stroke='%s' stroke-width='2.5'/>", line, colour);
    add(
        svg,
        "<text x='%d' y='%d' text-anchor='end' fill='%s'>%s: %d gone</text>",
        x(last),
        y(days.size()) - 8,
        colour,
        name,
        days.size());
  }

  private int x(LocalDate day) {
    long since = ChronoUnit.DAYS.between(history.days().get(0).date(), day);
    return (int) (MARGIN + since * (WIDTH - 2L * MARGIN) / history.days().size());
  }

  private int y(int reports) {
    return HEIGHT - MARGIN - reports * (HEIGHT - 2 * MARGIN) / most;
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append("\n");
  }
}
