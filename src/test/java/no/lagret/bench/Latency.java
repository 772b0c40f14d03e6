package no.lagret.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How long a report takes from visible at the portal to stored, when they come steadily. */
final class Latency {

  private static final int A_SECOND = 20;
  private static final int PDF_BYTES = 100 << 10;
  private static final Duration ANSWER_TIME = Duration.ofMillis(20);

  private final Plan plan;
  private final Path directory;

  Latency(Plan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
  }

  void measure(Report report) {
    Commands commands = new Commands(plan);
    report.line(
        A_SECOND
            + " reports a second of "
            + PDF_BYTES / 1024
            + " KiB for "
            + plan.seconds()
            + " s, answers after "
            + ANSWER_TIME.toMillis()
            + " ms, portal asked 1 s after its last list was worked off; milliseconds\n");
    report.table("what", "visible to stored, p50", "p99", "fetched to stored, p50", "p99");
    try (Between gateway = new Between("gateway", directory)) {
      gateway.start(commands.gateway(gateway, "1s"));
      measure(gateway, report);
    }
    try (Between direct = new Between("direct, 4 threads", directory)) {
      direct.start(commands.direct(direct, Throughput.CONSUMERS));
      measure(direct, report);
    }
  }

  private void measure(Between each, Report report) {
    int reports = A_SECOND * plan.seconds();
    each.run(new Load(plan.reports(), PDF_BYTES, Duration.ZERO));
    each.sides.portal.reset();
    each.sides.answerAfter(ANSWER_TIME);
    each.sides.portalJournal.forget();
    each.sides.caseSystemJournal.forget();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    for (int i = 0; i < reports; i++) {
      clock.schedule(
          () -> each.sides.portal.offersItsOwn(PDF_BYTES),
          1_000L * i / A_SECOND,
          TimeUnit.MILLISECONDS);
    }
    clock.shutdown();
    each.waitUntilConfirmed(reports);
    Map<String, Instant> stored = each.sides.caseSystemJournal.times("stored", "reportId");
    Map<String, String> reportOf = new HashMap<>();
    each.sides
        .portalJournal
        .named("offered")
        .forEach(
            line -> reportOf.put(line.path("id").asString(), line.path("reportId").asString()));
    Figures visible = between(each.sides.portalJournal.times("offered", "id"), reportOf, stored);
    Figures fetched = between(each.sides.portalJournal.times("fetched", "id"), reportOf, stored);
    report.row(
        List.of(
                each.name(),
                Figures.number(visible.percentile(50), 0),
                Figures.number(visible.percentile(99), 0),
                Figures.number(fetched.percentile(50), 0),
                Figures.number(fetched.percentile(99), 0))
            .toArray(String[]::new));
  }

  private static Figures between(
      Map<String, Instant> from, Map<String, String> reportOf, Map<String, Instant> stored) {
    return Figures.of(
        from.entrySet().stream()
            .mapToDouble(
                each ->
                    Duration.between(each.getValue(), stored.get(reportOf.get(each.getKey())))
                            .toNanos()
                        / 1e6));
  }
}
