package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damages the files of a stopped gateway that holds reports in every queue, and starts it between a
 * portal and a case system that know nothing of that.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamageIT {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);
  private static final int FEW_LINES = 12;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path directory;

  /** On their way, and still listed at the portal. */
  private final Map<InventedReport, Fate> waiting = new LinkedHashMap<>();

  /** Stored, and not confirmed yet. */
  private final InventedReport stored = InventedReport.small();

  /** Confirmed since yesterday: the portal has deleted it. */
  private final InventedReport confirmed = InventedReport.small();

  /** Where the files of a filled gateway lie, and the key with which its reports are opened. */
  private record Filled(Path place, Path key) {}

  /** What waits lies in the journal. */
  private Filled journaled;

  /** What waits lies in pages; only what is dead or stored lies in the journal. */
  private Filled paged;

  @BeforeAll
  void fillTwoGateways() {
    for (int i = 0; i < 3; i++) {
      waiting.put(InventedReport.small(), Fate.GOOD);
      waiting.put(InventedReport.ofSize(40 * 1024), Fate.GOOD);
    }
    List<InventedReport> held = List.copyOf(waiting.keySet());
    waiting.put(InventedReport.small(), Fate.REFUSED);
    waiting.put(InventedReport.small(), Fate.REFUSED);
    waiting.put(stored, Fate.GOOD);
    journaled = fill("journaled", false, held);
    paged = fill("paged", true, held);
  }

  /** Yesterday: all taken, none delivered. Today: one confirmed, one stored, two refused. */
  private Filled fill(String name, boolean tight, List<InventedReport> held) {
    Path place = directory.resolve(name);
    try (ChaosRun run = new ChaosRun(place, "")) {
      run.tight = tight;
      run.caseSystem.isDown();
      waiting.forEach(run::offer);
      run.offer(confirmed, Fate.GOOD);
      LedgerFile ledger = new LedgerFile(run.data);
      run.until(() -> ledger.dispatchesIn("QUEUED").size() == waiting.size() + 1);
      Shell.run("cp", "-a", run.data.toString(), place.resolve("yesterday").toString());
      held.forEach(
          r -> run.caseSystem.answers("put").forReport(r.reportId()).status(503).forEver());
      run.portal().behaves("confirm").forDispatch(stored.dispatchId()).status(500).forEver();
      run.caseSystem.isUp();
      run.until(
          () ->
              ledger.dispatchesIn("CONFIRMED").size() == 1
                  && ledger.dispatchesIn("STORED").size() == 1
                  && ledger.dispatchesIn("DEAD").size() == 2);
      return new Filled(place, run.portal().privateKey());
    }
  }

  /** All; or those that {@code -Dchaos.damage=NAME,NAME} asks for. */
  static Stream<Damage> damages() {
    String wanted = System.getProperty("chaos.damage", "");
    return wanted.isBlank()
        ? Stream.of(Damage.values())
        : Stream.of(wanted.split(",")).map(Damage::valueOf);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void losesNoReportAndDeliversNoneChanged(Damage damage) throws IOException {
    try (ChaosRun run = again(damage.hitsPages() ? paged : journaled, damage.name())) {
      waiting.forEach(run::offer);
      damage.to(run.data);
      LedgerFile ledger = new LedgerFile(run.data);
      Tally tally = run.settle(() -> damage == Damage.LEDGER_DELETED || ledger.isFinal(confirmed));
      long fetched =
          waiting.keySet().stream()
              .filter(report -> run.portal().fetchesOf(report.dispatchId()) > 0)
              .count();
      System.out.printf(
          "%s: %d offered, %d confirmed, %d dead letters, %d lost, %d fetched again; the census found"
              + " %d missing and %d unknown%n",
          damage,
          run.offered.size(),
          tally.confirmed(),
          tally.deadLetters(),
          tally.lost().size(),
          fetched,
          tally.missing().size(),
          ledger.found().size());
      List<String> wrong = new ArrayList<>(tally.wrong());
      wrong.removeIf(what -> what.startsWith("missing in a census"));
      assertThat(wrong).isEmpty();
      assertThat(run.verifyLedger()).isZero();
      if (damage == Damage.LEDGER_DELETED || damage == Damage.LEDGER_OF_YESTERDAY) {
        assertThat(ledger.found()).isNotEmpty();
        assertThat(fetched).as("known to the queues, and not fetched once more").isZero();
      }
      if (damage.hitsAReport()) {
        assertThat(fetched).as("the damage was met").isPositive();
      }
    }
  }

  @Test
  void namesTheReportThatNobodyHasAnyMoreAndWhatToAskKs() throws IOException {
    InventedReport gone = waiting.keySet().iterator().next();
    try (ChaosRun run = again(journaled, "gone")) {
      waiting.forEach((report, fate) -> offerUnless(report.equals(gone), run, report, fate));
      Damage.JOURNAL_DELETED.to(run.data);
      try (Gateway gateway = run.opened()) {
        await()
            .atMost(LONG_ENOUGH)
            .untilAsserted(
                () ->
                    assertThat(run.get(gateway, "/api/alarms"))
                        .contains("MISSING", gone.reportId(), "Ask KS to send", gone.dispatchId()));
      }
    }
  }

  private static void offerUnless(boolean not, ChaosRun run, InventedReport report, Fate fate) {
    if (!not) {
      run.offer(report, fate);
    }
  }

  @Test
  void refusesATornLedgerAndSaysWhatToDoAndThenGoesOnWithoutIt() throws IOException {
    try (ChaosRun run = again(paged, "torn")) {
      waiting.forEach(run::offer);
      Path ledger = run.data.resolve("ledger.db");
      Damage.truncate(ledger, Files.size(ledger) / 2);
      try (Gateway gateway = run.start(null)) {
        assertThat(gateway.ends(LONG_ENOUGH)).isTrue();
        assertThat(gateway.exitCode()).isNotZero();
        assertThat(gateway.said()).contains("ledger.db is damaged", "newest backup", "census");
        assertThat(gateway.complaint()).as(gateway::said).hasSizeLessThan(FEW_LINES);
      }
      Damage.removeLedger(run.data);
      assertThat(run.settle().wrong()).isEmpty();
    }
  }

  /** The same gateway's files as they lay when it was stopped, with what the case system held. */
  private ChaosRun again(Filled filled, String name) throws IOException {
    Path place = Files.createDirectories(directory.resolve(name));
    for (String what : List.of("data", "yesterday", "case-system", "case-system.jsonl")) {
      Shell.run("cp", "-a", filled.place().resolve(what).toString(), place.toString());
    }
    ChaosRun run = new ChaosRun(place, "");
    run.alsoOpensWith(filled.key());
    run.tight = filled.equals(paged);
    return run;
  }
}
