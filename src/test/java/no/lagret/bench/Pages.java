package no.lagret.bench;

import java.util.Arrays;
import no.lagret.console.PagesBench;

/** Milliseconds that the server takes for each page of the console, with a backlog of letters. */
final class Pages {

  private final Plan plan;

  Pages(Plan plan) {
    this.plan = plan;
  }

  void measure(Report report) {
    report.table("page, " + plan.backlog() + " dead letters", "ms");
    PagesBench.measure(plan.backlog(), plan.rounds() * 5)
        .forEach(
            (page, millis) ->
                report.row("`" + page + "`", Figures.of(Arrays.stream(millis)).told(0)));
  }
}
