package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.Test;

/** What a monitoring system reads of a running gateway. */
class MetricsTest extends WholeWay {

  private static final Path DOCUMENT = Path.of("docs", "metrics.md");

  @Test
  void showsExactlyWhatTheDocumentNames() throws IOException {
    Set<String> documented =
        found(Pattern.compile("^\\| `(lagret_[a-z_]+)`"), Files.readString(DOCUMENT));

    assertThat(found(Pattern.compile("^# TYPE (lagret_[a-z_]+) "), page())).isEqualTo(documented);
    assertThat(documented).hasSizeGreaterThan(20);
  }

  @Test
  void countsWhatBecomesOfReports() {
    goodReportGoesThrough();
    InventedReport lied = InventedReport.small();
    caseSystem.answers("put").forReport(lied.reportId()).kind("lie").forEver();
    double before = value("lagret_false_receipts_total{recipient=\"default\"}");
    double storedBefore = attempts("STORED");
    double confirmedBefore = value("lagret_confirm_lag_seconds_count{recipient=\"default\"}");
    portal.offers(lied);
    assertEndsDead(lied, "FALSE_RECEIPT");
    goodReportGoesThrough();

    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(
            () -> {
              assertThat(value("lagret_reports{recipient=\"default\",state=\"DEAD\"}"))
                  .isEqualTo(1);
              assertThat(value("lagret_alarms{condition=\"FALSE_RECEIPT\"}")).isEqualTo(1);
              assertThat(value("lagret_oldest_age_seconds{recipient=\"default\",state=\"DEAD\"}"))
                  .isPositive();
              assertThat(value("lagret_oldest_age_seconds{recipient=\"default\",state=\"QUEUED\"}"))
                  .isNaN();
            });
    assertThat(value("lagret_false_receipts_total{recipient=\"default\"}") - before).isEqualTo(3);
    assertThat(attempts("FALSE_RECEIPT")).isEqualTo(3);
    assertThat(attempts("STORED") - storedBefore).isEqualTo(1);
    assertThat(value("lagret_dead_letters_total{reason=\"FALSE_RECEIPT\",recipient=\"default\"}"))
        .isEqualTo(1);
    assertThat(value("lagret_confirm_lag_seconds_count{recipient=\"default\"}") - confirmedBefore)
        .isEqualTo(1);
    assertThat(value("lagret_visible_to_stored_seconds_count{recipient=\"default\"}")).isPositive();
    assertThat(value("lagret_read_back_seconds_count{outcome=\"FOUND\",recipient=\"default\"}"))
        .isPositive();
    assertThat(page()).doesNotContain(lied.reportId()).doesNotContain(lied.dispatchId());
  }

  @Test
  void showsTheCensusAndThatLedgerAndDiskAreWell() {
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(() -> assertThat(value("lagret_census_missing")).isZero());
    assertThat(value("lagret_census_age_seconds")).isBetween(0.0, 600.0);
    assertThat(value("lagret_ledger_healthy")).isEqualTo(1);
    assertThat(value("lagret_ledger_backlog")).isNotNegative();
    assertThat(value("lagret_disk_free_bytes")).isPositive();
    assertThat(value("lagret_disk_free_bytes"))
        .isLessThanOrEqualTo(value("lagret_disk_size_bytes"));
  }

  @Test
  void showsWhatAnOperatorStopped() {
    assertThat(value("lagret_delivery_stopped{by=\"operator\",recipient=\"default\"}")).isZero();
    gateway.post("/api/delivery/pause");
    gateway.post("/api/confirmations/hold");
    assertThat(value("lagret_delivery_stopped{by=\"operator\",recipient=\"default\"}"))
        .isEqualTo(1);
    assertThat(value("lagret_delivery_stopped{by=\"supervisor\",recipient=\"default\"}")).isZero();
    assertThat(value("lagret_confirmations_held{recipient=\"default\"}")).isEqualTo(1);
    gateway.post("/api/delivery/resume");
    gateway.post("/api/confirmations/release");
    assertThat(value("lagret_delivery_stopped{by=\"operator\",recipient=\"default\"}")).isZero();
    assertThat(value("lagret_confirmations_held{recipient=\"default\"}")).isZero();
  }

  @Test
  void showsNoAgeOfAPollThatNeverSucceeded() {
    String poll = "lagret_poll_age_seconds{channel=\"SVARINN\",recipient=\"default\"}";
    await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(value(poll)).isNotNegative());
    portal.isDown();
    try {
      gateway.stop();
      gateway.startAgain();
      gateway.waitsForAlarm("PORTAL_DOWN");
      assertThat(value(poll)).isNaN();
    } finally {
      portal.isUp();
    }
    await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(value(poll)).isNotNegative());
  }

  private double attempts(String outcome) {
    return value("lagret_attempts_total{outcome=\"" + outcome + "\",recipient=\"default\"}");
  }

  private double value(String sample) {
    return page()
        .lines()
        .filter(line -> line.startsWith(sample + " "))
        .map(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The page has no " + sample));
  }

  private String page() {
    HttpResponse<String> page = gateway.get("/actuator/prometheus");
    assertThat(page.statusCode()).isEqualTo(200);
    return page.body();
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    text.lines()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .forEach(matcher -> names.add(matcher.group(1)));
    return names;
  }
}
