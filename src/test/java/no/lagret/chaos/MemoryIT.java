package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Reports of the largest size, in a heap that holds a few of them, or none. */
class MemoryIT {

  private static final int LARGEST = 5_000_000;
  private static final int MANY = 12;
  private static final String AS_IN_THE_IMAGE = "-Xmx144m";
  private static final String ROOM_FOR_NONE = "-Xmx64m";
  private static final int ENDED_BY_JAVA = 3;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private ChaosRun run;

  @BeforeEach
  void offerLargeReports() {
    run = new ChaosRun(directory, "");
    InventedReport large = InventedReport.ofSize(LARGEST);
    for (int i = 0; i < MANY; i++) {
      // Sealing is slow: the same bytes, one after the other, are sealed once.
      run.offer(large.another(), Fate.GOOD);
    }
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void letsLargeReportsWaitForEachOther() {
    run.options.add(AS_IN_THE_IMAGE);
    run.caseSystem.isDown();
    LedgerFile ledger = new LedgerFile(run.data);
    run.until(() -> ledger.dispatchesIn("QUEUED").size() == MANY);
    run.caseSystem.isUp();
    assertThat(run.settle().wrong()).isEmpty();
    assertThat(run.timesSaid("-XX:+ExitOnOutOfMemoryError")).isZero();
  }

  @Test
  void endsWhenItsMemoryIsFullAndLosesNothing() {
    run.options.add(ROOM_FOR_NONE);
    try (Gateway gateway = run.start(null)) {
      assertThat(gateway.ends(Duration.ofMinutes(10))).isTrue();
      assertThat(gateway.exitCode()).isEqualTo(ENDED_BY_JAVA);
    }
    run.options.clear();
    assertThat(run.settle().wrong()).isEmpty();
  }
}
