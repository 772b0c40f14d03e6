package no.lagret.chaos;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The clock is set while the gateway runs, and local time jumps as it does twice a year. */
@Tag("long")
class ClockIT {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final double MINUTES = 300;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private FakeClock clock;
  private ChaosRun run;
  private LedgerFile ledger;

  @BeforeEach
  void makeRun() {
    clock = new FakeClock(directory);
    run = new ChaosRun(directory, "");
    run.environment.putAll(clock.environment());
    ledger = new LedgerFile(run.data);
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void goesOnWhenTheClockIsSetBackAndForward() {
    List<InventedReport> waiting = List.of(metByOutage(), metByOutage());
    InventedReport stored = InventedReport.small();
    run.portal().behaves("confirm").forDispatch(stored.dispatchId()).status(503).forEver();
    run.offer(stored, Fate.GOOD);
    try (Gateway gateway = run.opened()) {
      assertTriedSoon(waiting, stored);
      assertThat(ledger.standing("CLOCK")).isEmpty();

      for (int hoursAhead : new int[] {-3, 2}) {
        int reads = run.caseSystem.readsOf(stored.reportId());
        clock.runsAheadBy(Duration.ofHours(hoursAhead));
        assertTriedSoon(waiting, stored);
        await().atMost(LONG_ENOUGH).until(() -> ledger.standing("CLOCK").size() == 1);
        // The proof is of another time now: nobody knows how old it is.
        assertThat(run.caseSystem.readsOf(stored.reportId())).isGreaterThan(reads);
        assertAgesAreRight(gateway, hoursAhead);
        assertThat(run.get(gateway, "/actuator/health/readiness")).contains("UP");
      }
      assertThat(run.portal().confirmedDispatches()).isEmpty();
      assertThat(ledger.dispatchesIn("DEAD")).isEmpty();

      clock.runsAheadBy(Duration.ZERO);
      assertTriedSoon(waiting, stored);
      waiting.forEach(this::metByNothing);
      run.portal().behaves("confirm").forDispatch(stored.dispatchId()).kind("normal").forEver();
      await().atMost(LONG_ENOUGH).until(() -> ledger.dispatchesIn("CONFIRMED").size() == 3);
      await().atMost(LONG_ENOUGH).until(() -> ledger.standing("CLOCK").isEmpty());
      assertNothingIsWrong(gateway);
      assertThat(gateway.said().lines().filter(l -> l.contains("The clock was set"))).hasSize(3);
      ChaosRun.stop(gateway);
    }
    List<String> times = ledger.times();
    assertThat(times).isNotEqualTo(times.stream().sorted().toList());
    assertThat(run.verifyLedger()).isZero();
    assertThat(alarms()).containsExactly("CLOCK default", "CONFIRMATION_FAILING default");
  }

  @Test
  void goesOnWhenSummerTimeEndsAndBegins() {
    run.environment.put("TZ", "Europe/Oslo");
    try (Gateway gateway = run.opened()) {
      passes(gateway, Instant.parse("2026-10-25T01:00:00Z"));
      passes(gateway, Instant.parse("2027-03-28T01:00:00Z"));
      assertNothingIsWrong(gateway);
      ChaosRun.stop(gateway);
      // Its local time did what it does on these nights, and that was no clock set.
      assertThat(gateway.said())
          .containsPattern("2026-10-25T02:59:.*\\+02:00")
          .containsPattern("2026-10-25T02:00:.*\\+01:00")
          .containsPattern("2027-03-28T01:59:.*\\+01:00")
          .containsPattern("2027-03-28T03:00:.*\\+02:00");
      assertThat(gateway.said().lines().filter(l -> l.contains("The clock was set"))).hasSize(2);
    }
    assertThat(run.verifyLedger()).isZero();
    assertThat(alarms()).containsExactly("CLOCK default");
  }

  /** A report waits for the case system while local time changes. */
  private void passes(Gateway gateway, Instant change) {
    clock.shows(change.minusSeconds(35));
    InventedReport report = metByOutage();
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                failures("ATTEMPT_FAILED", report)
                    .anyMatch(e -> at(e).isAfter(change.plusSeconds(15))));
    assertAgesAreRight(gateway, 0);
    metByNothing(report);
    await().atMost(LONG_ENOUGH).until(() -> ledger.dispatchesIn("QUEUED").isEmpty());
    await().atMost(LONG_ENOUGH).until(() -> ledger.dispatchesIn("STORED").isEmpty());

    List<JsonNode> failures = failures("ATTEMPT_FAILED", report).toList();
    Instant last = at(failures.get(0));
    assertThat(last).isBefore(change);
    for (JsonNode failure : failures) {
      assertThat(at(failure)).isBetween(last, last.plus(LONGEST_PAUSE));
      last = at(failure);
      assertThat(Instant.parse(failure.path("facts").path("NEXT_AT").asString("")))
          .isBetween(last.minusSeconds(2), last.plusSeconds(3));
    }
  }

  private InventedReport metByOutage() {
    InventedReport report = InventedReport.small();
    run.caseSystem.answers("put").forReport(report.reportId()).status(503).forEver();
    run.offer(report, Fate.GOOD);
    return report;
  }

  private void metByNothing(InventedReport report) {
    run.caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();
  }

  /** Again and again: one attempt may have been on its way already. */
  private void assertTriedSoon(List<InventedReport> waiting, InventedReport stored) {
    List<Long> before = tries(waiting, stored);
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(
            () -> {
              List<Long> now = tries(waiting, stored);
              for (int i = 0; i < now.size(); i++) {
                assertThat(now.get(i)).isGreaterThanOrEqualTo(before.get(i) + 3);
              }
            });
  }

  private List<Long> tries(List<InventedReport> waiting, InventedReport stored) {
    return Stream.concat(
            waiting.stream().map(report -> failures("ATTEMPT_FAILED", report).count()),
            Stream.of(failures("CONFIRMATION_FAILED", stored).count()))
        .toList();
  }

  private Stream<JsonNode> failures(String type, InventedReport report) {
    return ledger.eventsOf(type, report).stream().map(JSON::readTree);
  }

  private static Instant at(JsonNode event) {
    return Instant.parse(event.path("at").asString(""));
  }

  /** Some minutes have passed at most, whatever the clock was set to meanwhile. */
  private void assertAgesAreRight(Gateway gateway, int hoursAhead) {
    String page = run.get(gateway, "/actuator/prometheus");
    for (String age :
        List.of("lagret_poll_age", "lagret_census_age", "lagret_ledger_written_age")) {
      assertThat(value(page, age)).isBetween(0.0, MINUTES);
    }
    // Of what was received by another clock it can say no better.
    assertThat(value(page, "lagret_oldest_age_seconds\\{.*QUEUED"))
        .isBetween(0.0, MINUTES + Math.max(0, hoursAhead) * 3600);
  }

  private static double value(String page, String sample) {
    Matcher line = Pattern.compile("^" + sample + "\\S* (\\S+)$", Pattern.MULTILINE).matcher(page);
    assertThat(line.find()).as("%s in %s", sample, page).isTrue();
    return Double.parseDouble(line.group(1));
  }

  /** The disk under this test may well be slow, and a report as late as the clock says. */
  private List<String> alarms() {
    return ledger.alarms().stream()
        .filter(alarm -> !alarm.matches("(DISK_SLOW|LATE|PAPER_SOON|REVIEW_DUE|FEEDBACK_DUE) .*"))
        .toList();
  }

  private void assertNothingIsWrong(Gateway gateway) {
    assertThat(Tally.of(run, run.get(gateway, "/api/dead-letters?size=200")).wrong()).isEmpty();
  }
}
