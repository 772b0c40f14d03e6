package no.lagret.dryrun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import no.lagret.dryrun.DryRunResult.Outcome;
import no.lagret.recipient.Recipients;
import no.lagret.recipient.RefusedRecipient;
import no.lagret.routes.CheckCommand;
import no.lagret.routes.Finding;
import no.lagret.routes.GivenSettings;
import no.lagret.routes.UnreadableSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/** One dry run, in this process, in a directory that is gone afterwards. */
final class Rehearsal {

  /** How long a sample may take, from the moment that the gateway is open. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Path directory;
  private final Sample sample;
  private final Supplier<SpringApplication> application;

  private Rehearsal(Path directory, Sample sample, Supplier<SpringApplication> application) {
    this.directory = directory;
    this.sample = sample;
    this.application = application;
  }

  static DryRunResult of(Path sampleFile, String[] args, Supplier<SpringApplication> application) {
    try {
      Sample sample = Sample.read(sampleFile);
      Path directory = Files.createTempDirectory("lagret-dry-run");
      try {
        return new Rehearsal(directory, sample, application).with(args);
      } finally {
        FileSystemUtils.deleteRecursively(directory);
      }
    } catch (Sample.Refused e) {
      return couldNotTell(String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      return couldNotTell("A file that the dry run needs cannot be used: " + e.getMessage());
    }
  }

  private DryRunResult with(String[] args) throws IOException {
    try {
      ConfigurableEnvironment given = GivenSettings.read(args);
      if (!isConfigured(given)) {
        return couldNotTell(
            "There is no recipient "
                + sample.recipient()
                + " in the settings: correct the sample.");
      }
      try (StandIns standIns = new StandIns(directory, sample, isOverFiles(given))) {
        return between(standIns, given);
      }
    } catch (UnreadableSettings e) {
      return DryRunResult.without(Outcome.WRONG, "settings cannot be read", List.of(e.finding()));
    } catch (StandIns.NoSuchBehaviour e) {
      return couldNotTell(String.valueOf(e.getMessage()));
    }
  }

  private DryRunResult between(StandIns standIns, ConfigurableEnvironment given)
      throws IOException {
    // What the stand-ins bring need not be configured yet.
    given.getPropertySources().addLast(new MapPropertySource("stand-ins", standIns.settings()));
    List<Finding> findings = CheckCommand.findings(given, false, Clock.systemUTC());
    if (!findings.stream().allMatch(Finding::warning)) {
      return DryRunResult.without(Outcome.WRONG, "routes or settings are wrong", findings);
    }
    return through(given, standIns, findings);
  }

  /** The one of the flat settings may still be without any. */
  private boolean isConfigured(ConfigurableEnvironment given) {
    try {
      return sample.recipient().equals(Recipients.DEFAULT)
          || new Recipients(given).names().contains(sample.recipient());
    } catch (RefusedRecipient e) {
      return true; // the check says it better
    }
  }

  private boolean isOverFiles(ConfigurableEnvironment given) {
    return given.containsProperty(Recipients.setting(sample.recipient(), StandIns.OUTBOX));
  }

  private DryRunResult through(
      ConfigurableEnvironment given, StandIns standIns, List<Finding> findings) {
    try (DryRunGateway gateway =
        DryRunGateway.start(
            application, directory, ChosenSettings.of(given, sample.recipient()), standIns)) {
      gateway.offer();
      boolean settled = gateway.isSettledWithin(LONGEST);
      boolean through = gateway.cameThrough();
      List<Step> steps = gateway.steps();
      return new DryRunResult(
          through ? Outcome.CAME_THROUGH : Outcome.STOPPED,
          through ? "" : why(settled, steps),
          findings,
          steps,
          gateway.events());
    } catch (RuntimeException e) {
      return DryRunResult.without(
          Outcome.STOPPED, "the gateway did not start: " + Trail.failure(e), findings);
    }
  }

  private static String why(boolean settled, List<Step> steps) {
    String state =
        settled
            ? "nothing more will be tried"
            : "it was not settled within " + LONGEST.toSeconds() + " s";
    return steps.stream()
        .filter(Step::failed)
        .reduce((first, last) -> last)
        .map(last -> "at " + DryRunText.place(last) + ": " + last.outcome() + "; " + state)
        .orElse(
            steps.isEmpty()
                ? "no route took it from the portal; " + state
                : "after " + DryRunText.place(steps.get(steps.size() - 1)) + "; " + state);
  }

  private static DryRunResult couldNotTell(String why) {
    return DryRunResult.without(Outcome.COULD_NOT_TELL, why, List.of());
  }
}
