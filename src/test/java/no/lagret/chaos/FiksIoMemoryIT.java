package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Many reports that were pushed, and some of the largest size, in the heap of the image. */
@Tag("long")
class FiksIoMemoryIT {

  private static final int LARGEST = 5_000_000;
  private static final int LARGE = 4;
  private static final int MANY = 500;
  private static final String AS_IN_THE_IMAGE = "-Xmx144m";

  @Test
  void letsFiveHundredReportsWaitWhileTheCaseSystemIsDown(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
    try (ChaosRun run = ChaosRun.onFiksIo(directory, "")) {
      run.options.add(AS_IN_THE_IMAGE);
      run.caseSystem.isDown();
      InventedReport large = InventedReport.ofSize(LARGEST);
      for (int i = 0; i < LARGE; i++) {
        run.offer(large.another(), Fate.GOOD);
      }
      for (int i = 0; i < MANY; i++) {
        run.offer(InventedReport.ofSize(40 * 1024), Fate.GOOD);
      }
      LedgerFile ledger = new LedgerFile(run.data);
      run.until(() -> ledger.dispatchesIn("QUEUED").size() == MANY + LARGE);
      run.caseSystem.isUp();
      assertThat(run.settle().wrong()).isEmpty();
      assertThat(run.fiksIo().redeliveries()).isZero();
    }
  }
}
