package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A data directory whose disk takes seconds to keep what is written, for journal and ledger. */
@Tag("long")
class SlowDiskIT {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private LoopDisk disk;
  private ChaosRun run;
  private LedgerFile ledger;

  @BeforeEach
  void mount() {
    disk = LoopDisk.formatted(directory.resolve("disk.img"), directory.resolve("data"), "256M");
    run = new ChaosRun(directory, "");
    ledger = new LedgerFile(run.data);
  }

  @AfterEach
  void unmount() {
    run.close();
    disk.close();
  }

  @Test
  void goesOnSlowlyAndSaysSo() {
    try (Gateway gateway = run.opened()) {
      InventedReport quick = offered(4);
      await().atMost(LONG_ENOUGH).until(() -> isConfirmed(quick));
      Instant began = Instant.now();
      disk.turnsSlowFor(gateway.pid());
      List<InventedReport> reports = List.of(offered(4), offered(40), offered(4));
      List<String> readiness = new ArrayList<>();
      double slowest = 0;
      while (!reports.stream().allMatch(this::isConfirmed)
          || ledger.standing("DISK_SLOW").isEmpty()) {
        assertThat(Instant.now()).as(gateway::said).isBefore(began.plus(LONG_ENOUGH));
        assertThat(gateway.ends(Duration.ofSeconds(2))).as(gateway::said).isFalse();
        readiness.add(run.get(gateway, "/actuator/health/readiness"));
        slowest = Math.max(slowest, sync(gateway));
      }
      System.out.println(
          "slow disk: a sync took up to "
              + slowest
              + " s, three reports took "
              + Duration.between(began, Instant.now()).toSeconds()
              + " s");
      assertThat(slowest).isGreaterThanOrEqualTo(1);
      assertThat(readiness).allMatch(answer -> answer.contains("UP"));

      InventedReport inWork = offered(40);
      await().atMost(LONG_ENOUGH).until(() -> run.portal().fetchesOf(inWork.dispatchId()) > 0);
      ChaosRun.stop(gateway);
      assertThat(gateway.said()).doesNotContain("ERROR");
    }
    disk.turnsQuick();
    assertThat(run.settle(() -> ledger.standing("DISK_SLOW").isEmpty()).wrong()).isEmpty();
    assertThat(new TreeSet<>(ledger.alarms())).containsExactly("DISK_SLOW data-directory");
    assertThat(run.verifyLedger()).isZero();
  }

  private InventedReport offered(int kilobytes) {
    InventedReport report = InventedReport.ofSize(kilobytes * 1024);
    run.offer(report, Fate.GOOD);
    return report;
  }

  private boolean isConfirmed(InventedReport report) {
    return run.portal().confirmationsOf(report.dispatchId()) > 0;
  }

  private double sync(Gateway gateway) {
    Matcher seconds =
        Pattern.compile("^lagret_disk_sync_seconds (\\S+)$", Pattern.MULTILINE)
            .matcher(run.get(gateway, "/actuator/prometheus"));
    double took = seconds.find() ? Double.parseDouble(seconds.group(1)) : 0;
    return Double.isNaN(took) ? 0 : took;
  }
}
