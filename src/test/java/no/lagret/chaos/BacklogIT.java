package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A case system that is down for days: a backlog is queued, survives a kill, and is worked off in
 * its order, in the memory that a single report takes. {@code -Dchaos.backlog} how many reports of
 * 100 KiB; for each fifty of them one of 5 MB.
 */
@Tag("long")
class BacklogIT {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(60);
  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final int SMALL = 100 * 1024;
  private static final int LARGE = 5_000_000;
  private static final int SMALL_FOR_ONE_LARGE = 50;
  private static final int HEAP_MB = 144;
  private static final int MOST_MEMORY_MB = 350;

  /** Some are tried before delivery pauses, and come back when their delay is over. */
  private static final int RETRIED = 50;

  /** Neighbours overtake each other by as many as are in work together. */
  private static final int OUT_OF_PLACE = 20;

  private final int backlog = Integer.getInteger("chaos.backlog", 10_000);
  private final List<InventedReport> inOrder = new ArrayList<>();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void keepsOrderAndMemoryWithManyReportsQueued() {
    try (ChaosRun run = new ChaosRun(directory, "", "--lagret.portal.svarinn.poll-interval=10s")) {
      run.options.add("-Xmx" + HEAP_MB + "m");
      // As in the container image: glibc keeps what it once lent, for each arena anew.
      run.environment.put("MALLOC_ARENA_MAX", "2");
      run.caseSystem.isDown();
      offer(run);
      LedgerFile ledger = new LedgerFile(run.data);
      Instant began = Instant.now();
      long whileQueued;
      try (Gateway gateway = run.opened()) {
        await()
            .atMost(LONG_ENOUGH)
            .pollInterval(Duration.ofSeconds(2))
            .until(() -> goesOn(gateway) && ledger.dispatchesIn("QUEUED").size() == inOrder.size());
        whileQueued = gateway.peakMemory();
        gateway.kill();
      }
      Instant queued = Instant.now();
      long afterDelivery;
      Duration start;
      Instant up;
      try (Gateway gateway = run.start(null)) {
        await()
            .atMost(LONG_ENOUGH)
            .until(
                () ->
                    goesOn(gateway)
                        && gateway
                            .said()
                            .contains("Census: " + inOrder.size() + " reports wait, 0 of"));
        start = Duration.between(queued, Instant.now());
        run.caseSystem.isUp();
        up = Instant.now();
        await()
            .atMost(LONG_ENOUGH)
            .pollInterval(Duration.ofSeconds(2))
            .until(
                () -> goesOn(gateway) && ledger.dispatchesIn("CONFIRMED").size() == inOrder.size());
        afterDelivery = gateway.peakMemory();
      }
      System.out.printf(
          "%d reports queued in %d s, opened again with them in %d s, delivered in %d s; at most %d MiB"
              + " resident while queueing, %d MiB while delivering (heap %d MiB)%n",
          inOrder.size(),
          Duration.between(began, queued).toSeconds(),
          start.toSeconds(),
          Duration.between(up, Instant.now()).toSeconds(),
          whileQueued,
          afterDelivery,
          HEAP_MB);
      assertThat(start).isLessThan(LONGEST_START);
      assertThat(whileQueued).isLessThan(MOST_MEMORY_MB);
      assertThat(afterDelivery).isLessThan(MOST_MEMORY_MB);
      assertThat(outOfPlace()).isLessThan(RETRIED);
      assertThat(run.settle().wrong()).isEmpty();
      assertThat(run.verifyLedger()).isZero();
    }
  }

  private static boolean goesOn(Gateway gateway) {
    assertThat(gateway.hasEnded()).as("the gateway ended by itself").isFalse();
    return true;
  }

  private void offer(ChaosRun run) {
    InventedReport small = InventedReport.ofSize(SMALL);
    InventedReport large = InventedReport.ofSize(LARGE);
    // Sealing is slow: the same bytes, one after the other, are sealed once.
    for (int i = 0; i < backlog; i++) {
      offer(run, small.another());
    }
    for (int i = 0; i < backlog / SMALL_FOR_ONE_LARGE; i++) {
      offer(run, large.another());
    }
  }

  private void offer(ChaosRun run, InventedReport report) {
    run.offer(report, Fate.GOOD);
    inOrder.add(report);
  }

  /** How many were stored far from their turn. */
  private long outOfPlace() {
    List<String> stored = new StandInJournals(directory).storedInOrder();
    Map<String, Integer> turn = new HashMap<>();
    IntStream.range(0, inOrder.size()).forEach(i -> turn.put(inOrder.get(i).reportId(), i));
    return IntStream.range(0, stored.size())
        .filter(i -> Math.abs(turn.get(stored.get(i)) - i) > RETRIED + OUT_OF_PLACE)
        .count();
  }
}
