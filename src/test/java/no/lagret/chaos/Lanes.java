package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.chaos.ChaosRun.Kill;
import no.lagret.chaos.agent.Point;

/**
 * Gateways, each the packaged jar, killed side by side with SIGKILL at points of a report's way and
 * at any moment, until it is enough; then the count of what became of their reports.
 *
 * <p>{@code -Dchaos.seed} for the same draws (two gateways share them: a run is alike, not the
 * same), {@code -Dchaos.break} to take a rule away: then it must fail.
 */
final class Lanes {

  private static final int EVERY_RANDOM = 8;
  private static final double IN_FLIGHT = 0.8;

  /** Gateways killed side by side: most of a kill is the next start, which takes one core. */
  private static final int LANES = 2;

  private final long seed = number("chaos.seed", System.nanoTime() & 0xffffff);
  private final String broken = System.getProperty("chaos.break", "");
  private final Random random = new Random(seed);
  private final Map<Point, Integer> tried = new EnumMap<>(Point.class);
  private final Instant began = Instant.now();
  private final Set<Point> points;
  private final int wanted;
  private final Duration time;
  private final BiFunction<Path, String, ChaosRun> run;
  private int begun;

  /**
   * @param points at which they are killed
   * @param wanted how often all of them together; 0 for as often as the time allows
   * @param run makes one of them, in its directory, without the rule that is broken
   */
  Lanes(Set<Point> points, int wanted, Duration time, BiFunction<Path, String, ChaosRun> run) {
    this.points = points;
    this.wanted = wanted;
    this.time = time;
    this.run = run;
  }

  void kill(Path directory) throws Exception {
    System.out.println("chaos.seed=" + seed + " in " + directory);
    ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    try {
      List<Future<Lane>> running = new ArrayList<>();
      for (int i = 0; i < LANES; i++) {
        Path own = Files.createDirectory(directory.resolve("lane" + i));
        running.add(lanes.submit(() -> drive(own)));
      }
      List<Lane> done = new ArrayList<>();
      for (Future<Lane> lane : running) {
        done.add(lane.get());
      }
      judge(done);
    } finally {
      lanes.shutdownNow();
    }
  }

  /** What became of one gateway. */
  private record Lane(List<Kill> kills, int offered, Tally tally, List<String> wrong) {}

  private Lane drive(Path directory) {
    try (ChaosRun driven = run.apply(directory, broken)) {
      for (int number = next(); number > 0; number = next()) {
        kill(driven, number);
      }
      Tally tally = driven.settle();
      List<String> wrong = new ArrayList<>(tally.wrong());
      if (driven.verifyLedger() != 0) {
        wrong.add("verify-ledger finds the ledger broken");
      }
      driven.missed.forEach(point -> wrong.add("never passed: " + point));
      return new Lane(driven.kills, driven.offered.size(), tally, wrong);
    }
  }

  private void judge(List<Lane> lanes) {
    List<Kill> kills = lanes.stream().flatMap(lane -> lane.kills().stream()).toList();
    print(lanes, kills);
    assertThat(lanes.stream().flatMap(lane -> lane.wrong().stream()))
        .as("chaos.seed=%d", seed)
        .isEmpty();
    assertThat(leastHits(kills)).as("hits of the least hit point").isGreaterThanOrEqualTo(due());
    assertThat(inFlight(kills))
        .as("kills with a report in flight")
        .isGreaterThanOrEqualTo((long) (IN_FLIGHT * kills.size()));
  }

  /**
   * How often each point must have been hit. A run of some minutes on a slow machine does not reach
   * all of them: the table shows which.
   */
  private int due() {
    return wanted * (EVERY_RANDOM - 1) / EVERY_RANDOM / points.size();
  }

  private long leastHits(List<Kill> kills) {
    return points.stream().mapToLong(point -> hits(kills, point.name())).min().orElse(0);
  }

  /** The number of the next kill, or 0 when it is enough. */
  private synchronized int next() {
    boolean enough =
        wanted > 0 ? begun >= wanted : begun > 0 && Instant.now().isAfter(began.plus(time));
    return enough ? 0 : ++begun;
  }

  private void kill(ChaosRun driven, int number) {
    if (number % EVERY_RANDOM == 0) {
      driven.offerToEach(Fate.GOOD);
      driven.offerToEach(Fate.GOOD);
      driven.killAfter(upTo(3000));
      return;
    }
    Point point = leastTried();
    driven.offerToEach(Fate.GOOD);
    driven.offerToEach(failing(point));
    driven.offerToEach(Fate.GOOD);
    driven.killAt(point, hit(point));
    System.out.println(number + " " + point);
  }

  private int hit(Point point) {
    if (ofAFailure(point)) {
      return 1; // only the failing report passes it, and that once
    }
    // A message that was pushed three times and not acked is given up: the first comes through.
    return points.contains(Point.PUSHED) && point.isBeforeAck() ? 2 : 1 + upTo(2);
  }

  private synchronized int upTo(int bound) {
    return random.nextInt(bound);
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
        : Fate.values()[1 + upTo(Fate.values().length - 1)];
  }

  /** One of those tried least. */
  private synchronized Point leastTried() {
    List<Point> left = new ArrayList<>(points);
    int least = left.stream().mapToInt(p -> tried.getOrDefault(p, 0)).min().orElse(0);
    left.removeIf(p -> tried.getOrDefault(p, 0) > least);
    Point point = left.get(random.nextInt(left.size()));
    tried.merge(point, 1, Integer::sum);
    return point;
  }

  private void print(List<Lane> lanes, List<Kill> kills) {
    StringBuilder table = new StringBuilder("\n");
    for (Point point : points) {
      table.append(String.format("%-24s %3d%n", point, hits(kills, point.name())));
    }
    table.append(String.format("%-24s %3d%n", "RANDOM", hits(kills, "RANDOM")));
    table.append(
        String.format(
            "%d kills, %d of them with a report in flight, in %d s%n",
            kills.size(), inFlight(kills), Duration.between(began, Instant.now()).toSeconds()));
    table.append(
        String.format(
            "%d offered: %d confirmed, %d dead letters (%d made so by kills), %d lost,"
                + " %d confirmed too early, %d stored twice or differently, %d missing, %d taken"
                + " twice%n",
            lanes.stream().mapToInt(Lane::offered).sum(),
            sum(lanes, Tally::confirmed),
            sum(lanes, Tally::deadLetters),
            sum(lanes, tally -> tally.poison().size()),
            sum(lanes, tally -> tally.lost().size()),
            sum(lanes, tally -> tally.confirmedTooEarly().size()),
            sum(lanes, tally -> tally.storedDifferently().size()),
            sum(lanes, tally -> tally.missing().size()),
            sum(lanes, tally -> tally.takenTwice().size())));
    System.out.println(table);
  }

  private static int sum(List<Lane> lanes, ToIntFunction<Tally> count) {
    return lanes.stream().map(Lane::tally).mapToInt(count).sum();
  }

  private static long inFlight(List<Kill> kills) {
    return kills.stream().filter(Kill::inFlight).count();
  }

  private static long hits(List<Kill> kills, String where) {
    return kills.stream().filter(kill -> kill.where().equals(where)).count();
  }

  static long number(String property, long otherwise) {
    String value = System.getProperty(property, "");
    return value.isBlank() ? otherwise : Long.parseLong(value);
  }
}
