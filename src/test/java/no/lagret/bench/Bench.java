package no.lagret.bench;

import java.nio.file.Path;

/** Measures what {@code make bench} asks for, part by part, and tells it as Markdown. */
public final class Bench {

  private Bench() {}

  /** Takes the names of {@link Plan} as {@code --name=value}. */
  public static void main(String[] arguments) {
    Plan plan = Plan.of(arguments);
    // Who stops the bench stops all that it measures.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    Path directory = Folders.make(Path.of("target", "bench").toAbsolutePath());
    Report report = new Report(directory.resolve("results.md"));
    report.line("\n" + Machine.told() + "  \n`" + String.join(" ", arguments) + "`");
    for (String part : plan.parts()) {
      report.line("\n### " + part + "\n");
      Path folder = Folders.make(directory.resolve(part + "-" + ProcessHandle.current().pid()));
      switch (part) {
        case "throughput" -> new Throughput(plan, folder).measure(report);
        case "latency" -> new Latency(plan, folder).measure(report);
        case "memory" -> new Memory(plan, folder).measure(report);
        case "pages" -> new Pages(plan).measure(report);
        case "reconciliation" -> new Reconciling(plan, folder).measure(report);
        case "start" -> new StartUp(plan, folder).measure(report);
        default -> throw new IllegalArgumentException("No such part: " + part);
      }
      report.line("\nLoad of the machine at the end: " + Machine.load());
      Folders.delete(folder);
    }
    System.exit(0);
  }
}
