package no.lagret.dryrun;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import no.lagret.dryrun.DryRunResult.Outcome;
import no.lagret.recipient.Recipients;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dry run asked for by a running gateway: the jar's own command {@code check --with} in a process
 * of its own, so that neither can disturb the other.
 */
public final class DryRun {

  private static final Duration LONGEST = Duration.ofMinutes(3);

  private DryRun() {}

  /**
   * Sends a sample through the routes of a folder. Takes about ten seconds of a core, and at most
   * three minutes.
   *
   * @param routesDirectory where the route folders are, those that run or others
   * @param sample a file such as {@code routes/samples/report.json}
   * @param settings the gateway's; only harmless ones are passed on, no address and no secret
   * @return what it showed; {@link Outcome#COULD_NOT_TELL} where it could not be made
   */
  public static DryRunResult of(Path routesDirectory, Path sample, Environment settings) {
    try {
      String recipient = Sample.read(sample).recipient();
      Map<String, Object> chosen = new LinkedHashMap<>();
      chosen.put(Recipients.setting(recipient, "lagret.recipient.name"), recipient);
      chosen.putAll(ChosenSettings.of(settings, recipient));
      chosen.put("lagret.routes-directory", routesDirectory);
      String outbox = Recipients.setting(recipient, StandIns.OUTBOX);
      if (settings.containsProperty(outbox)) {
        chosen.put(outbox, "of the stand-in"); // whatever it is, nothing is laid there
      }
      return run(sample, chosen);
    } catch (Sample.Refused e) {
      return couldNotTell(String.valueOf(e.getMessage()));
    } catch (IOException | JacksonException e) {
      return couldNotTell("The dry run's process did not answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return couldNotTell("The dry run was interrupted");
    }
  }

  private static DryRunResult run(Path sample, Map<String, Object> chosen)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("check", "--with", sample.toString(), "--json"));
    chosen.forEach((name, value) -> command.add("--" + name + "=" + value));
    File answer = File.createTempFile("lagret-dry-run", ".json");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(answer)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return couldNotTell("The dry run took longer than " + LONGEST.toMinutes() + " minutes");
      }
      // The JVM may have said something of its own before.
      return Files.readAllLines(answer.toPath()).stream()
          .reduce((first, last) -> last)
          .map(line -> JsonMapper.shared().readValue(line, DryRunResult.class))
          .orElseGet(() -> couldNotTell("The dry run's process said nothing"));
    } finally {
      Files.delete(answer.toPath());
    }
  }

  /** This very Java and what it runs: the jar as it is, unpacked, or the classes. */
  private static List<String> java() {
    boolean packed = DryRun.class.getClassLoader() != ClassLoader.getSystemClassLoader();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx512m",
        "-cp",
        System.getProperty("java.class.path"),
        packed
            ? "org.springframework.boot.loader.launch.JarLauncher"
            : "no.lagret.LagretApplication");
  }

  private static DryRunResult couldNotTell(String why) {
    return DryRunResult.without(Outcome.COULD_NOT_TELL, why, List.of());
  }
}
