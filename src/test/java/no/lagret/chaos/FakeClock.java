package no.lagret.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The clock that a process sees which runs under libfaketime. It is set while the process runs, as
 * an administrator sets a machine's clock; what counts from the start of the machine goes on
 * undisturbed, as it does on a machine.
 */
final class FakeClock {

  private final Path file;

  /** Shows the true time until it is set. */
  FakeClock(Path directory) {
    file = directory.resolve("clock");
    try {
      Shell.run("faketime", "--version");
    } catch (Shell.Failed e) {
      throw new AssertionError("NOT TESTED: this needs libfaketime, Debian's package faketime", e);
    }
    runsAheadBy(Duration.ZERO);
  }

  /** What puts a process under it. */
  Map<String, String> environment() {
    return Map.of(
        // The dynamic linker puts the machine's folder in the place of $LIB.
        // The variant for threads: the other one shows now and then the true time.
        "LD_PRELOAD", "/usr/$LIB/faketime/libfaketimeMT.so.1",
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_NO_CACHE", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // Else it takes the JVM's waiting times for times of day, and every wait ends at once.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "NO_FAKE_STAT", "1");
  }

  /** From now on so much ahead of the true time, or behind it where negative; whole seconds. */
  void runsAheadBy(Duration time) {
    Path next = file.resolveSibling("clock.next");
    try {
      Files.writeString(next, "%+d".formatted(time.toSeconds()));
      // It is read at any moment, and must never be found half written.
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** From now on as if it were that time now. */
  void shows(Instant time) {
    runsAheadBy(Duration.between(Instant.now(), time));
  }
}
