package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A data directory on a disk of its own that fills, is full, or turns read-only. */
@Tag("long")
class DiskIT {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);
  private static final int FEW_LINES = 12;
  private static final int IO_ERROR = 74;
  private static final int SOME_POLLS = 8;

  /** Longer than a send waits for the broker. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private final List<InventedReport> queued = new ArrayList<>();
  private LoopDisk disk;
  private ChaosRun run;
  private LedgerFile ledger;

  @BeforeEach
  void mount() {
    disk = LoopDisk.formatted(directory.resolve("disk.img"), directory.resolve("data"), "256M");
    run = new ChaosRun(directory, "");
    ledger = new LedgerFile(run.data);
    run.caseSystem.isDown();
    for (int i = 0; i < 2; i++) {
      queued.add(offered(4));
      queued.add(offered(40));
    }
  }

  @AfterEach
  void unmount() {
    run.close();
    disk.close();
  }

  @Test
  void takesNothingWhenNearlyFullWhileTheQueuesAreEmptied() {
    try (Gateway gateway = run.opened()) {
      awaitQueued();
      disk.fillTo(84);
      await().atMost(LONG_ENOUGH).until(() -> ledger.standing("DISK").size() == 1);
      InventedReport late = offered(4);
      run.caseSystem.isUp();
      await().atMost(LONG_ENOUGH).until(() -> allConfirmed(queued));
      awaitPolls(gateway);
      assertThat(run.portal().fetchesOf(late.dispatchId())).isZero();
      assertThat(run.get(gateway, "/actuator/health/readiness")).contains("UP");

      disk.freed();
      await().atMost(LONG_ENOUGH).until(() -> allConfirmed(List.of(late)));
      await().atMost(LONG_ENOUGH).until(() -> ledger.standing("DISK").isEmpty());
    }
    assertThat(run.settle().wrong()).isEmpty();
  }

  @Test
  void waitsAtTheBrokersLimitAndGoesOnWhenSpaceIsFreed() {
    try (Gateway gateway = run.opened()) {
      awaitQueued();
      disk.fillTo(94);
      offered(4);
      run.caseSystem.isUp();
      awaitPolls(gateway);
      assertThat(gateway.hasEnded()).as(gateway::said).isFalse();
      disk.freed();
      await().atMost(LONG_ENOUGH).until(() -> allConfirmed(List.copyOf(run.offered.keySet())));
    }
    assertThat(run.settle().wrong()).isEmpty();
  }

  @Test
  void losesNothingWhenNoByteIsLeft() {
    try (Gateway gateway = run.opened()) {
      awaitQueued();
      disk.fillTo(100);
      offered(40);
      run.caseSystem.isUp();
      awaitPolls(gateway);
      disk.freed();
      if (!gateway.hasEnded()) {
        await().atMost(LONG_ENOUGH).until(() -> allConfirmed(List.copyOf(run.offered.keySet())));
      }
      System.out.println("full while running: " + (gateway.hasEnded() ? "stopped" : "went on"));
    }
    assertThat(run.settle().wrong()).isEmpty();
  }

  @Test
  void saysInAFewLinesThatTheDiskIsFullAtTheStart() {
    run.until(() -> ledger.dispatchesIn("QUEUED").size() == queued.size());
    disk.fillTo(100);
    assertRefused("MiB left", "Free space");
    disk.freed();
    run.caseSystem.isUp();
    assertThat(run.settle().wrong()).isEmpty();
  }

  @Test
  void stopsAndSaysWhyWhenTheDiskTurnsReadOnly() {
    try (Gateway gateway = run.opened()) {
      awaitQueued();
      disk.fails();
      offered(4);
      run.caseSystem.isUp();
      assertThat(gateway.ends(LONG_ENOUGH)).as(gateway::said).isTrue();
      assertThat(gateway.exitCode()).isNotZero();
      assertThat(gateway.said()).contains("The queues cannot be written", "disk");
    }
    disk.repaired();
    assertThat(run.settle().wrong()).isEmpty();
  }

  @Test
  void saysInAFewLinesThatTheDiskIsReadOnlyAtTheStart() {
    run.until(() -> ledger.dispatchesIn("QUEUED").size() == queued.size());
    disk.turns("ro");
    assertRefused("cannot be written", "mounted for writing");
    disk.turns("rw");
    run.caseSystem.isUp();
    assertThat(run.settle().wrong()).isEmpty();
  }

  @Test
  void stopsWhenTheDiskVanishesAndGoesOnWhenItIsBack() {
    disk.vanishes();
    // Started without it, so that the folder at which it is mounted looks like a data directory:
    // the journal goes on with the files that it has open, and new large messages lie in there.
    run.until(() -> ledger.dispatchesIn("QUEUED").size() == queued.size());
    disk.comesBack();
    assertStopsWhenItVanishes();
    disk.comesBack();
    run.caseSystem.isUp();
    assertThat(run.settle().wrong()).isEmpty();
    assertThat(run.verifyLedger()).isZero();
  }

  @Test
  void losesNothingWhenItIsStartedAgainWithoutItsDisk() {
    assertStopsWhenItVanishes();
    run.caseSystem.isUp();
    assertThat(run.settle().wrong()).isEmpty();
    disk.comesBack();
    assertThat(run.settle().wrong()).isEmpty();
    assertThat(run.verifyLedger()).isZero();
  }

  private void assertStopsWhenItVanishes() {
    try (Gateway gateway = run.opened()) {
      awaitQueued();
      disk.vanishes();
      assertThat(gateway.ends(LONG_ENOUGH)).as(gateway::said).isTrue();
      assertThat(gateway.exitCode()).isEqualTo(IO_ERROR);
      assertThat(gateway.said()).contains("is not there any more", "unmounted");
    }
  }

  private InventedReport offered(int kilobytes) {
    InventedReport report = InventedReport.ofSize(kilobytes * 1024);
    run.offer(report, Fate.GOOD);
    return report;
  }

  private void awaitQueued() {
    await().atMost(LONG_ENOUGH).until(() -> ledger.dispatchesIn("QUEUED").size() == queued.size());
  }

  /** Long enough for whatever would happen to happen: some polls, or so long without any. */
  private void awaitPolls(Gateway gateway) {
    int before = run.portal().lists();
    Instant end = Instant.now().plus(LONGEST_SILENCE);
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                run.portal().lists() >= before + SOME_POLLS
                    || gateway.hasEnded()
                    || Instant.now().isAfter(end));
  }

  private boolean allConfirmed(List<InventedReport> reports) {
    return reports.stream().allMatch(r -> run.portal().confirmationsOf(r.dispatchId()) > 0);
  }

  private void assertRefused(String... words) {
    try (Gateway gateway = run.start(null)) {
      assertThat(gateway.ends(LONG_ENOUGH)).isTrue();
      assertThat(gateway.exitCode()).isNotZero();
      assertThat(gateway.said()).contains(words);
      assertThat(gateway.complaint()).as(gateway::said).hasSizeLessThan(FEW_LINES);
    }
  }
}
