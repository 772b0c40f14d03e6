package no.lagret.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux says of a process. */
final class ProcessFigures {

  /** What {@code getconf CLK_TCK} says on every Linux of today. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private final Path folder;

  ProcessFigures(long pid) {
    folder = Path.of("/proc", String.valueOf(pid));
  }

  /** CPU time used so far, in seconds, of all its threads. */
  double cpuSeconds() {
    String stat = read("stat");
    // The name before it is in brackets and may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
        / TICKS_PER_SECOND;
  }

  /** Resident memory now, in MB (2^20 bytes). */
  long residentMegabytes() {
    return status("VmRSS:");
  }

  /** The most that was ever resident since {@link #forgetPeak}, in MB (2^20 bytes). */
  long peakMegabytes() {
    return status("VmHWM:");
  }

  void forgetPeak() {
    try {
      Files.writeString(folder.resolve("clear_refs"), "5");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long status(String name) {
    try (Stream<String> lines = read("status").lines()) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    }
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new AssertionError("The process " + folder + " has ended", e);
    }
  }
}
