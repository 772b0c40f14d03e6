package no.lagret.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import no.lagret.reconciliation.ReconciliationBench;

/** A hundred thousand lines of each log against as many in the ledger, within 512 MB of memory. */
final class Reconciling {

  private static final int ROWS = 100_000;

  private final Plan plan;
  private final Path directory;

  Reconciling(Plan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
  }

  void measure(Report report) {
    report.line(ROWS + " reports in the ledger, in both logs, and 18 differences; -Xmx512m\n");
    report.table("step", "seconds");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(plan.jvmOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ReconciliationBench.class.getName());
    command.addAll(
        List.of(directory.toString(), String.valueOf(ROWS), String.valueOf(plan.rounds())));
    ReconciliationBench.results(command)
        .forEach(
            (step, seconds) ->
                report.row(
                    step, Figures.of(seconds.stream().mapToDouble(Double::doubleValue)).told(2)));
  }
}
