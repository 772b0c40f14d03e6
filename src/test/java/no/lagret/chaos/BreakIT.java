package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.chaos.agent.Point;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The count of {@link KillIT} is worth something only if it is red where a rule is taken away. */
class BreakIT {

  @TempDir private Path directory;

  @Test
  void isRedWhenReceiptsAreBelievedWithoutReadingBack() {
    try (ChaosRun run = new ChaosRun(directory, "confirm-before-read-back")) {
      run.offer(Fate.LIE);
      assertThat(run.settle().confirmedTooEarly()).isNotEmpty();
    }
  }

  @Test
  void isRedWhenReceiptsInAFolderAreBelievedWithoutComparing() {
    try (ChaosRun run = new ChaosRun(directory, "confirm-before-read-back")) {
      run.withDistrict();
      run.offerToDistrict(Fate.REFUSED);
      assertThat(run.settle().confirmedTooEarly()).isNotEmpty();
    }
  }

  @Test
  void isRedWhenAnOutageEndsInARollback() {
    try (ChaosRun run = new ChaosRun(directory, "rollback-counts")) {
      run.offer(Fate.OUTAGES);
      run.offer(Fate.GOOD);
      assertThat(run.settle().strangeDeadLetters()).isNotEmpty();
    }
  }

  @Test
  void isRedWhenAReportIsTakenOffItsQueueBeforeItIsWorkedOn() {
    try (ChaosRun run = new ChaosRun(directory, "ack-first")) {
      run.offer(Fate.GOOD);
      run.killAt(Point.OPENED, 1);
      assertThat(run.settle().missing()).isNotEmpty();
    }
  }

  @Test
  void isRedWhenNothingKeepsADispatchFromBeingTakenTwice() {
    try (ChaosRun run = new ChaosRun(directory, "no-duplicate-id")) {
      // So that the portal still lists it when it is asked the next time.
      run.offer(Fate.OUTAGES);
      assertThat(run.settle().takenTwice()).isNotEmpty();
    }
  }

  /** What was acked is not pushed again, and the ledger knows nothing that could be missed. */
  @Test
  void isRedWhenAMessageIsAckedBeforeItIsKept() {
    try (ChaosRun run = ChaosRun.onFiksIo(directory, "ack-on-arrival")) {
      run.offer(Fate.GOOD);
      run.killAt(Point.PUSHED, 1);
      run.offer(Fate.GOOD);
      List<String> sent = run.offered.keySet().stream().map(InventedReport::dispatchId).toList();
      run.until(() -> run.fiksIo().confirmationsOf(sent.get(1)) > 0);
      assertThat(run.fiksIo().confirmationsOf(sent.get(0))).isZero();
      assertThat(run.fiksIo().waiting()).isZero();
    }
  }

  @Test
  void refusesToStartWhereTheJournalIsNotSynced() {
    try (ChaosRun run = new ChaosRun(directory, "no-sync")) {
      assertThatThrownBy(run::settle).hasMessageContaining("journalSyncTransactional is off");
    }
  }
}
