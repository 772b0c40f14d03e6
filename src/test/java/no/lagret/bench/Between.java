package no.lagret.bench;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import no.lagret.chaos.Gateway;
import org.jspecify.annotations.Nullable;

/** A process between a portal and a case system of its own. */
final class Between implements Contestant {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(20);

  final Sides sides;
  final Path directory;
  private final String name;
  private @Nullable Gateway process;

  /**
   * @param parent in which it gets a directory for all that it and its sides keep
   */
  Between(String name, Path parent) {
    this.name = name;
    directory = Folders.make(parent.resolve(name.replaceAll("\\W+", "-")));
    sides = new Sides(directory);
  }

  /** Starts the process; the seconds from then until it first asked the portal for its list. */
  double start(List<String> command) {
    sides.portalJournal.forget();
    Instant began = Instant.now();
    process = Gateway.start(directory.resolve("process.log"), command);
    waitUntil(() -> !sides.portalJournal.named("listed").isEmpty());
    Instant asked = Journal.at(sides.portalJournal.named("listed").get(0));
    return Duration.between(began, asked).toNanos() / 1e9;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Run run(Load load) {
    sides.prepare(load);
    double before = figures().cpuSeconds();
    sides.list();
    waitUntilConfirmed(load.reports());
    double spent = figures().cpuSeconds() - before;
    return new Run(load.reports() / sides.secondsFor(load.reports()), spent / load.reports());
  }

  void waitUntilConfirmed(int reports) {
    waitUntil(() -> sides.portal.settled() >= reports);
  }

  /** Waits for it, for as long as the process lives. */
  void waitUntil(BooleanSupplier done) {
    await(name)
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> running().hasEnded() || done.getAsBoolean());
    if (running().hasEnded()) {
      throw new AssertionError(running().said());
    }
  }

  ProcessFigures figures() {
    return new ProcessFigures(running().pid());
  }

  /** Ends it in order, as {@code SIGTERM} does. */
  void stop() {
    running().stop();
    if (!running().ends(Duration.ofMinutes(2))) {
      throw new AssertionError(name + " does not stop");
    }
  }

  private Gateway running() {
    if (process == null) {
      throw new IllegalStateException("Not started: " + name);
    }
    return process;
  }

  @Override
  public void close() {
    if (process != null) {
      // In order first: a recording that was asked for is written then.
      process.stop();
      process.ends(Duration.ofMinutes(1));
      process.close();
    }
    sides.close();
  }
}
