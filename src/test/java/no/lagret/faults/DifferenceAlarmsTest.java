package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each way in which the three sides can differ, from what brings it about to what mends it. */
class DifferenceAlarmsTest extends WholeWay {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  String[] settings() {
    return new String[] {
      "lagret.reconciliation.grace=0s",
      "lagret.reconciliation.look-every=99d",
      "lagret.reconciliation.portal-log.columns.report=Melding",
      "lagret.reconciliation.portal-log.columns.time=Sendt",
      "lagret.reconciliation.portal-log.columns.status=Status",
      "lagret.reconciliation.portal-log.delivered=Levert",
      "lagret.reconciliation.portal-log.printed=Papir"
    };
  }

  private static Instant yesterday() {
    return Instant.now().minus(Duration.ofDays(1));
  }

  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  private void compares() {
    isDone(
        gateway.post(
            "/api/reconciliations",
            "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(yesterday(), tomorrow())));
  }

  /** A log in which the portal says of one report what became of it. */
  private void comparesALog(String reportId, String status) {
    String line = reportId + ";" + Instant.now().minusSeconds(60) + ";" + status;
    isDone(
        gateway.upload(
            "/api/reconciliations",
            Map.of(
                "from", yesterday().toString(),
                "to", tomorrow().toString(),
                "portalLog", "@Melding;Sendt;Status\n" + line + "\n")));
  }

  private void isDone(HttpResponse<String> ordered) {
    assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
    String id = JSON.readTree(ordered.body()).path("id").asString("");
    await("comparison " + id)
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                JSON.readTree(gateway.get("/api/reconciliations/" + id).body())
                    .path("state")
                    .asString("")
                    .equals("DONE"));
  }

  /** Begun and ended are the comparison's last words: they follow its result. */
  private void begins(String kind) {
    gateway.waitsForAlarm("DIFFERENCE_" + kind);
  }

  private void ends(String kind) {
    gateway.waitsForEndOf("DIFFERENCE_" + kind);
  }

  private InventedReport delivered() {
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    return report;
  }

  private void settles(String kind, String reportId) {
    JsonNode difference =
        JSON.readTree(gateway.get("/api/differences?kind=" + kind + "&q=" + reportId).body())
            .path("items")
            .path(0);
    assertThat(
            gateway
                .post(
                    "/api/differences/" + difference.path("id").asString("") + "/settle",
                    "{\"reason\": \"Avklart med tjenesten\"}")
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  @BeginsAndEnds(Condition.DIFFERENCE_NEVER_FETCHED)
  void neverFetchedUntilItIsTaken() {
    InventedReport report = InventedReport.small();
    portal.behaves("fetch").forDispatch(report.dispatchId()).status(500).forEver();
    portal.offers(report);
    gateway.waitsForAlarm("FETCH_FAILED");
    compares();
    begins("NEVER_FETCHED");

    portal.behaves("fetch").forDispatch(report.dispatchId()).kind("normal").forEver();
    assertEndsStoredAndConfirmed(report);
    compares();
    ends("NEVER_FETCHED");
  }

  @Test
  @BeginsAndEnds(Condition.DIFFERENCE_NOT_STORED)
  void notStoredUntilItIs() {
    InventedReport report = InventedReport.small();
    caseSystem.answers("put").forReport(report.reportId()).status(503).forEver();
    portal.offers(report);
    gateway.waitsForFailures(report.reportId(), 1);
    compares();
    begins("NOT_STORED");

    caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();
    assertEndsStoredAndConfirmed(report);
    compares();
    ends("NOT_STORED");
  }

  @Test
  @BeginsAndEnds(Condition.DIFFERENCE_NOT_CONFIRMED)
  void notConfirmedUntilThePortalIsTold() {
    InventedReport report = InventedReport.small();
    portal.behaves("confirm").forDispatch(report.dispatchId()).status(503).forEver();
    portal.offers(report);
    gateway.waitsUntil(report.reportId(), "STORED");
    compares();
    begins("NOT_CONFIRMED");

    portal.behaves("confirm").forDispatch(report.dispatchId()).kind("normal").forEver();
    assertEndsStoredAndConfirmed(report);
    compares();
    ends("NOT_CONFIRMED");
  }

  /** The portal says that somebody confirmed it, and nobody has it. */
  @Test
  @BeginsAndEnds({Condition.DIFFERENCE_CONFIRMED_NOT_STORED, Condition.DIFFERENCE_UNKNOWN})
  void confirmedAndNotStoredUntilTheCaseSystemIsSeenToHoldIt() {
    String reportId = UUID.randomUUID().toString();
    comparesALog(reportId, "Levert");
    begins("CONFIRMED_NOT_STORED");

    caseSystem.registersByHand(reportId, "2026/4-1");
    compares();
    ends("CONFIRMED_NOT_STORED");
    begins("UNKNOWN");
    settles("UNKNOWN", reportId);
    ends("UNKNOWN");
  }

  @Test
  @BeginsAndEnds(Condition.DIFFERENCE_UNKNOWN)
  void unknownUntilItIsNotThereAnyMore() {
    String reportId = UUID.randomUUID().toString();
    caseSystem.registersByHand(reportId, "2026/5-1");
    compares();
    begins("UNKNOWN");

    caseSystem.loses(reportId);
    compares();
    ends("UNKNOWN");
  }

  @Test
  @BeginsAndEnds(Condition.DIFFERENCE_STORED_TWICE)
  void storedTwiceUntilOneIsPutAway() {
    InventedReport report = delivered();
    caseSystem.registersByHand(report.reportId(), "2026/7-1");
    compares();
    begins("STORED_TWICE");

    caseSystem.loses(report.reportId());
    InventedReport again = portal.offers(report.resent());
    portal.waitsForConfirmationOf(again);
    compares();
    ends("STORED_TWICE");
  }

  @Test
  @BeginsAndEnds(Condition.DIFFERENCE_PRINTED)
  void printedUntilAPersonHasToldTheService() {
    InventedReport report = delivered();
    comparesALog(report.reportId(), "Papir");
    begins("PRINTED");

    compares();
    assertThat(gateway.alarmStands("DIFFERENCE_PRINTED")).isTrue();
    settles("PRINTED", report.reportId());
    ends("PRINTED");
  }
}
