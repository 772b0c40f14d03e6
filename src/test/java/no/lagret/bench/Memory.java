package no.lagret.bench;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;

/** Resident memory of the gateway: idle, with the largest reports, and with a backlog. */
final class Memory {

  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final Load LARGEST = new Load(20, 5_000_000, Duration.ZERO);
  private static final int BACKLOG_BYTES = 100 << 10;

  private final Plan plan;
  private final Path directory;

  Memory(Plan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
  }

  void measure(Report report) {
    report.line("JVM options: " + String.join(" ", plan.jvmOptions()) + "\n");
    report.table("when", "resident, MB", "most until then, MB", "");
    largest(report);
    backlog(report);
  }

  private void largest(Report report) {
    try (Between gateway = new Between("gateway", directory)) {
      gateway.start(new Commands(plan).gateway(gateway, "1s"));
      rest();
      row(report, gateway, "idle after the start", "");
      gateway.figures().forgetPeak();
      gateway.run(LARGEST);
      row(report, gateway, LARGEST.reports() + " reports of 5 MB at once", "");
    }
  }

  private void backlog(Report report) {
    int reports = plan.backlog();
    try (Between gateway = new Between("backlog", directory)) {
      Sides sides = gateway.sides;
      sides.prepare(new Load(reports, BACKLOG_BYTES, Duration.ZERO));
      sides.caseSystem.isDown();
      sides.list();
      gateway.start(new Commands(plan).gateway(gateway, "15m"));
      long began = System.nanoTime();
      gateway.waitUntil(() -> sides.portalJournal.named("fetched").size() >= reports);
      double taken = (System.nanoTime() - began) / 1e9;
      rest();
      String size = reports + " waiting";
      row(report, gateway, size, "taken in at " + rate(reports, taken) + " a second");
      gateway.stop();
      double start = gateway.start(new Commands(plan).gateway(gateway, "15m"));
      rest();
      row(
          report,
          gateway,
          size + ", after a restart",
          "asks the portal after " + Figures.number(start, 1) + " s");
      sides.caseSystem.isUp();
      gateway.waitUntilConfirmed(reports);
      row(
          report,
          gateway,
          "all of them stored and confirmed",
          rate(reports, sides.secondsOfStoring()) + " a second");
    }
  }

  private static void row(Report report, Between gateway, String when, String more) {
    report.row(
        when,
        String.valueOf(gateway.figures().residentMegabytes()),
        String.valueOf(gateway.figures().peakMegabytes()),
        more);
  }

  private static String rate(int reports, double seconds) {
    return Figures.number(reports / seconds, 0);
  }

  private static void rest() {
    long end = System.nanoTime() + QUIET.toNanos();
    await("a quiet moment").atMost(QUIET.multipliedBy(2)).until(() -> System.nanoTime() > end);
  }
}
