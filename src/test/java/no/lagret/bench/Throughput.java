package no.lagret.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports a second and CPU a report, of the gateway and of what it is compared with, in turn. */
final class Throughput {

  /** Reports that the gateway has in work at the case system: its own default. */
  static final int CONSUMERS = 4;

  /** All calls that the gateway may have open: one fetch, those, and two confirmations. */
  private static final int CALLS = CONSUMERS + 3;

  private static final List<Integer> SIZES = List.of(20 << 10, 100 << 10);
  private static final List<Duration> ANSWER_TIMES = List.of(Duration.ZERO, Duration.ofMillis(20));

  private final Plan plan;
  private final Path directory;

  Throughput(Plan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
  }

  void measure(Report report) {
    Commands commands = new Commands(plan);
    try (Between gateway = new Between("gateway", directory);
        Between direct = new Between("direct, " + CONSUMERS + " threads", directory);
        Between wide = new Between("direct, " + CALLS + " threads", directory)) {
      gateway.start(commands.gateway(gateway, "1s"));
      direct.start(commands.direct(direct, CONSUMERS));
      wide.start(commands.direct(wide, CALLS));
      try (Bare bare = new Bare(commands, directory)) {
        compare(List.of(gateway, direct, wide, bare), report);
      }
    }
  }

  private void compare(List<Contestant> contestants, Report report) {
    for (int size : SIZES) {
      // What the compilers have not seen yet would be measured too.
      contestants.forEach(each -> each.run(new Load(plan.reports(), size, Duration.ZERO)));
    }
    report.table(
        "PDF, answer time", "what", "reports/s", "of the direct way's", "CPU ms per report");
    for (int size : SIZES) {
      for (Duration answerTime : ANSWER_TIMES) {
        Load load = new Load(plan.reports(), size, answerTime);
        Map<Contestant, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < plan.rounds(); round++) {
          for (Contestant each : contestants) {
            Run run = each.run(load);
            runs.computeIfAbsent(each, key -> new ArrayList<>()).add(run);
            report.progress(load + ", " + each.name() + ": " + run);
          }
        }
        List<Run> direct = runs.get(contestants.get(1));
        runs.forEach((each, its) -> report.row(cells(load, each, its, direct)));
      }
    }
  }

  private static String[] cells(Load load, Contestant each, List<Run> runs, List<Run> direct) {
    List<Double> shares = new ArrayList<>();
    for (int round = 0; round < runs.size(); round++) {
      shares.add(100 * runs.get(round).perSecond() / direct.get(round).perSecond());
    }
    return new String[] {
      load.toString(),
      each.name(),
      Figures.of(runs.stream().mapToDouble(Run::perSecond)).told(1),
      Figures.of(shares.stream().mapToDouble(share -> share)).told(0) + " %",
      Figures.of(runs.stream().mapToDouble(run -> 1000 * run.cpuSeconds())).told(1)
    };
  }
}
