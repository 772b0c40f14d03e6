package no.lagret.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a tool of the system and returns what it said. */
public final class Shell {

  private Shell() {}

  /**
   * @throws Failed when it does not end well, with what it said
   */
  public static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) {
        return said;
      }
      throw new Failed(List.of(command) + " failed: " + said);
    } catch (IOException e) {
      throw new Failed(e.getMessage());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** It did not end well. */
  static final class Failed extends AssertionError {
    Failed(String why) {
      super(why);
    }
  }
}
