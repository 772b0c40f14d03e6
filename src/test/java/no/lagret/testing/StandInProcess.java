package no.lagret.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import no.lagret.demo.StandInCommand;

/**
 * A stand-in in a JVM of its own, so that it shares nothing with what is tested and can be killed.
 */
public final class StandInProcess implements AutoCloseable {

  private final List<String> arguments;
  private final Path errors;
  private Process process;
  private String baseUrl;

  private StandInProcess(Path directory, List<String> arguments) {
    this.arguments = arguments;
    this.errors = directory.resolve(arguments.get(0) + ".err");
    start(0);
  }

  /**
   * Starts it on a free port and waits until it is ready.
   *
   * @param arguments as the command {@code stand-in} takes them, without {@code --port}
   */
  public static StandInProcess start(Path directory, String... arguments) {
    return new StandInProcess(directory, List.of(arguments));
  }

  /** The address that it printed. */
  public String baseUrl() {
    return baseUrl;
  }

  String origin() {
    return "http://127.0.0.1:" + port();
  }

  private int port() {
    return URI.create(baseUrl).getPort();
  }

  /** Kills it as a power cut would (SIGKILL); its port refuses from now on. */
  public void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("The stand-in survived being killed");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts it again after {@link #kill}, on the same port, with what it held. */
  public void startAgain() {
    start(port());
  }

  @Override
  public void close() {
    kill();
  }

  private void start(int port) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                StandInCommand.class.getName()));
    command.addAll(arguments);
    command.add("--port=" + port);
    try {
      process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      String ready = out.readLine();
      if (ready == null || !ready.contains(" stand-in on ")) {
        throw new AssertionError("The stand-in did not start, see " + errors + ": " + ready);
      }
      baseUrl = ready.substring(ready.indexOf("http"));
    } catch (IOException e) {
      throw new AssertionError("The stand-in did not start", e);
    }
  }
}
