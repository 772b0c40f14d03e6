package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.chaos.ChaosRun.Kill;
import no.lagret.chaos.agent.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the packaged jar with SIGKILL at every step of a report's way, and at any moment.
 *
 * <p>{@code -Dchaos.kills} how often (else as often as {@code -Dchaos.minutes} allow), {@code
 * -Dchaos.seed} to repeat a run, {@code -Dchaos.break} to take a rule away: then it must fail.
 */
class KillIT {

  private static final int EVERY_RANDOM = 8;
  private static final double IN_FLIGHT = 0.8;

  private final long seed = number("chaos.seed", System.nanoTime() & 0xffffff);
  private final int wanted = (int) number("chaos.kills", 0);
  private final Duration time = Duration.ofMinutes(number("chaos.minutes", 3));
  private final String broken = System.getProperty("chaos.break", "");
  private final Random random = new Random(seed);
  private final Map<Point, Integer> tried = new EnumMap<>(Point.class);

  @Test
  void losesNothingHoweverOftenItIsKilled(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    System.out.println("chaos.seed=" + seed + " in " + directory);
    try (ChaosRun run = new ChaosRun(directory, broken)) {
      Instant began = Instant.now();
      while (!enough(run, began)) {
        kill(run);
      }
      Tally tally = run.settle();
      List<String> wrong = new ArrayList<>(tally.wrong());
      if (run.verifyLedger() != 0) {
        wrong.add("verify-ledger finds the ledger broken");
      }
      wrong.addAll(run.missed.stream().map(point -> "never passed: " + point).toList());
      print(run, tally, Duration.between(began, Instant.now()));
      assertThat(wrong).as("chaos.seed=%d", seed).isEmpty();
      assertThat(leastHits(run)).as("hits of the least hit point").isGreaterThanOrEqualTo(due());
      assertThat(inFlight(run))
          .as("kills with a report in flight")
          .isGreaterThanOrEqualTo((long) (IN_FLIGHT * run.kills.size()));
    }
  }

  /**
   * How often each point must have been hit. A run of some minutes on a slow machine does not reach
   * all of them: the table shows which.
   */
  private int due() {
    return wanted * (EVERY_RANDOM - 1) / EVERY_RANDOM / Point.values().length;
  }

  private static long leastHits(ChaosRun run) {
    return Stream.of(Point.values()).mapToLong(point -> hits(run, point.name())).min().orElse(0);
  }

  private boolean enough(ChaosRun run, Instant began) {
    return wanted > 0
        ? run.kills.size() + run.missed.size() >= wanted
        : Instant.now().isAfter(began.plus(time));
  }

  private void kill(ChaosRun run) {
    int number = run.kills.size() + 1;
    if (number % EVERY_RANDOM == 0) {
      run.offer(Fate.GOOD);
      run.offer(Fate.GOOD);
      run.killAfter(random.nextLong(3000));
      return;
    }
    Point point = next();
    run.offer(Fate.GOOD);
    run.offer(failing(point));
    run.offer(Fate.GOOD);
    tried.merge(point, 1, Integer::sum);
    // What only the failing report passes may be passed once.
    run.killAt(point, ofAFailure(point) ? 1 : 1 + random.nextInt(2));
    System.out.println(number + " " + point);
  }

  private static boolean ofAFailure(Point point) {
    return switch (point) {
      case SETTLES_FAILURE, SETTLED_FAILURE, DEAD_LETTERED -> true;
      default -> false;
    };
  }

  /** A report that fails in the way that the point is about, else in any. */
  private Fate failing(Point point) {
    return point == Point.DEAD_LETTERED
        ? Fate.REFUSED
        : Fate.values()[1 + random.nextInt(Fate.values().length - 1)];
  }

  /** One of those tried least. */
  private Point next() {
    List<Point> points = new ArrayList<>(List.of(Point.values()));
    int least = points.stream().mapToInt(p -> tried.getOrDefault(p, 0)).min().orElse(0);
    points.removeIf(p -> tried.getOrDefault(p, 0) > least);
    return points.get(random.nextInt(points.size()));
  }

  private void print(ChaosRun run, Tally tally, Duration took) {
    StringBuilder table = new StringBuilder("\n");
    for (Point point : Point.values()) {
      table.append(String.format("%-24s %3d%n", point, hits(run, point.name())));
    }
    table.append(String.format("%-24s %3d%n", "RANDOM", hits(run, "RANDOM")));
    table.append(
        String.format(
            "%d kills, %d of them with a report in flight, in %d s%n",
            run.kills.size(), inFlight(run), took.toSeconds()));
    table.append(
        String.format(
            "%d offered: %d confirmed, %d dead letters (%d made so by kills), %d lost,"
                + " %d confirmed too early, %d stored twice or differently, %d missing, %d taken"
                + " twice%n",
            run.offered.size(),
            tally.confirmed(),
            tally.deadLetters(),
            tally.poison().size(),
            tally.lost().size(),
            tally.confirmedTooEarly().size(),
            tally.storedDifferently().size(),
            tally.missing().size(),
            tally.takenTwice().size()));
    System.out.println(table);
  }

  private static long inFlight(ChaosRun run) {
    return run.kills.stream().filter(Kill::inFlight).count();
  }

  private static long hits(ChaosRun run, String where) {
    return run.kills.stream().filter(kill -> kill.where().equals(where)).count();
  }

  private static long number(String property, long otherwise) {
    String value = System.getProperty(property, "");
    return value.isBlank() ? otherwise : Long.parseLong(value);
  }
}
