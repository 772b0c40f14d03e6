package no.lagret.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.lagret.chaos.Gateway;

/** Seconds from the start of the process until the gateway has opened and asks the portal. */
final class StartUp {

  private final Plan plan;
  private final Path directory;
  private final Commands commands;

  StartUp(Plan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
    this.commands = new Commands(plan);
  }

  void measure(Report report) {
    Path second =
        Path.of(
            Optional.ofNullable(System.getenv("JAVA_25_HOME"))
                .orElse("/usr/lib/jvm/temurin-25-jdk-amd64"),
            "bin",
            "java");
    report.table("JDK", "how", "first start, s", "later starts, s", "CPU s of a later start");
    try (Between gateway = new Between("gateway", directory)) {
      List<String> settings = Commands.settings(gateway, "15m");
      Path app = extracted();
      Map<Way, List<Start>> seconds = new LinkedHashMap<>();
      for (Way way : ways(Gateway.thisJava(), app, false, settings)) {
        seconds.put(way, new ArrayList<>());
      }
      if (Files.isExecutable(second)) {
        for (Way way : ways(second, app, true, settings)) {
          seconds.put(way, new ArrayList<>());
        }
      }
      for (int round = 0; round <= plan.rounds(); round++) {
        seconds.forEach(
            (way, its) -> {
              its.add(start(gateway, way, settings, its.isEmpty()));
              report.progress(way.jdk() + ", " + way.how() + ": " + its.get(its.size() - 1));
            });
      }
      seconds.forEach(
          (way, its) ->
              report.row(
                  way.jdk(),
                  way.how(),
                  Figures.number(its.get(0).seconds(), 1),
                  Figures.of(its.stream().skip(1).mapToDouble(Start::seconds)).told(1),
                  Figures.of(its.stream().skip(1).mapToDouble(Start::cpuSeconds)).told(1)));
    }
  }

  private Start start(Between gateway, Way way, List<String> settings, boolean first) {
    Path data = gateway.directory.resolve("data");
    if (first && Files.exists(data)) {
      Folders.delete(data);
    }
    List<String> arguments = new ArrayList<>(way.arguments());
    arguments.addAll(settings);
    double seconds = gateway.start(commands.java(way.java(), arguments));
    Start start = new Start(seconds, gateway.figures().cpuSeconds());
    gateway.stop();
    return start;
  }

  private List<Way> ways(Path java, Path app, boolean aotCache, List<String> settings) {
    String jdk = jdk(java);
    String unpacked = app.resolve("lagret.jar").toString();
    List<Way> ways = new ArrayList<>();
    ways.add(new Way(jdk, "the jar as it is", java, List.of("-jar", Gateway.JAR.toString())));
    Path archive = directory.resolve(jdk + ".jsa");
    train(java, "-XX:ArchiveClassesAtExit=" + archive, unpacked, settings);
    ways.add(
        new Way(
            jdk,
            "unpacked, archive of its classes",
            java,
            List.of("-XX:SharedArchiveFile=" + archive, "-jar", unpacked)));
    if (aotCache) {
      Path cache = directory.resolve(jdk + ".aot");
      train(java, "-XX:AOTCacheOutput=" + cache, unpacked, settings);
      ways.add(
          new Way(
              jdk,
              "unpacked, ahead-of-time cache",
              java,
              List.of("-XX:AOTCache=" + cache, "-jar", unpacked)));
    }
    return ways;
  }

  /** A start that ends at once, as the README has it, and leaves what a later one is quicker by. */
  private void train(Path java, String option, String jar, List<String> settings) {
    List<String> arguments =
        new ArrayList<>(List.of(option, "-Dspring.context.exit=onRefresh", "-jar", jar));
    arguments.addAll(settings);
    run(commands.java(java, arguments));
    Folders.delete(directory.resolve("gateway").resolve("data"));
  }

  private Path extracted() {
    Path app = directory.resolve("app");
    run(
        commands.java(
            Gateway.thisJava(),
            List.of(
                "-Djarmode=tools",
                "-jar",
                Gateway.JAR.toString(),
                "extract",
                "--destination",
                app.toString())));
    return app;
  }

  private static String jdk(Path java) {
    try (var lines = Files.lines(java.resolveSibling("../release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", ""))
          .findFirst()
          .orElse("?");
    } catch (IOException e) {
      return "?";
    }
  }

  private void run(List<String> command) {
    try {
      Path log = directory.resolve("training.log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (process.waitFor() != 0) {
        throw new AssertionError(Files.readString(log));
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Seconds by the clock, and of CPU: the second says more where others share the machine. */
  private record Start(double seconds, double cpuSeconds) {}

  /** One way to start it. */
  private record Way(String jdk, String how, Path java, List<String> arguments) {}
}
