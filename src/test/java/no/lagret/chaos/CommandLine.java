package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs commands of the jar to their end.
 *
 * @param directory where what they say is kept
 */
record CommandLine(Path directory) {

  private static final Duration SOON = Duration.ofMinutes(3);

  /** The exit code; what it says is kept under the name. */
  int ends(String name, List<String> arguments) {
    return codeOf(Gateway.start(log(name), Gateway.thisJava(), arguments));
  }

  /** The same of the unpacked jar, which starts much quicker. */
  int endsUnpacked(String name, List<String> arguments) {
    Gateway.unpack();
    return codeOf(Gateway.startUnpacked(log(name), List.of(), arguments));
  }

  private static int codeOf(Gateway command) {
    try (command) {
      assertThat(command.ends(SOON)).as(command::said).isTrue();
      return command.exitCode();
    }
  }

  String said(String name) {
    try {
      return Files.readString(log(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path log(String name) {
    return directory.resolve(name + ".log");
  }
}
