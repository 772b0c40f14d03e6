package no.lagret.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import no.lagret.chaos.Shell;

/** Where and of what the figures are: without it they say nothing. */
final class Machine {

  private Machine() {}

  static String told() {
    return Instant.now().truncatedTo(ChronoUnit.MINUTES)
        + ", commit "
        + Shell.run("git", "describe", "--always", "--dirty")
        + "; "
        + Runtime.getRuntime().availableProcessors()
        + " processors ("
        + line("/proc/cpuinfo", "model name")
        + "), memory "
        + line("/proc/meminfo", "MemTotal")
        + ", Linux "
        + System.getProperty("os.version")
        + ", JDK "
        + System.getProperty("java.runtime.version")
        + "; load "
        + load();
  }

  /** How many wanted to run in the last minute: others share the machine. */
  static String load() {
    return first("/proc/loadavg", "").split(" ")[0];
  }

  private static String line(String file, String name) {
    return first(file, name).replaceFirst(".*?:\\s*", "");
  }

  private static String first(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines.filter(line -> line.startsWith(name)).findFirst().orElse("?");
    } catch (IOException e) {
      return "?";
    }
  }
}
