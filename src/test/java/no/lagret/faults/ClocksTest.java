package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The clocks that run for a report, and those that run for the gateway, each to its end. */
class ClocksTest extends WholeWay {

  private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  @AfterEach
  void allIsWellAgain() {
    gateway.clock().runsAheadBy(Duration.ZERO);
    gateway.post("/api/delivery/resume");
    goodReportGoesThrough();
  }

  private void waitsForAlarm(String condition, String severity, InventedReport report) {
    await(condition + " " + severity)
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                gateway.alarms().stream()
                    .anyMatch(
                        alarm ->
                            alarm.path("condition").asString("").equals(condition)
                                && alarm.path("severity").asString("").equals(severity)
                                && alarm.path("reportId").asString("").equals(report.reportId())));
  }

  /** What is offered now is queued, and not tried: an attempt that fails is bound to the clock. */
  private void waitsInTheQueue() {
    assertThat(gateway.post("/api/delivery/pause").statusCode()).isEqualTo(200);
  }

  private Map<String, Instant> deadlines(InventedReport report) {
    return gateway
        .report(report.reportId())
        .path("dispatches")
        .path(0)
        .path("deadlines")
        .valueStream()
        .collect(
            Collectors.toMap(
                deadline -> deadline.path("kind").asString(""),
                deadline -> Instant.parse(deadline.path("due").asString(""))));
  }

  private void clockShows(Instant time) {
    gateway.clock().runsAheadBy(Duration.between(Instant.now(), time));
  }

  @Test
  @BeginsAndEnds({
    Condition.LATE,
    Condition.PAPER_SOON,
    Condition.REVIEW_DUE,
    Condition.FEEDBACK_DUE
  })
  void tellsOfEachClockOfAReportUntilItIsStored() {
    waitsInTheQueue();
    InventedReport report = portal.offers(InventedReport.small());
    gateway.waitsUntil(report.reportId(), "QUEUED");
    Instant sent = Instant.parse(gateway.report(report.reportId()).path("sentAt").asString(""));
    Map<String, Instant> deadlines = deadlines(report);
    assertThat(deadlines.keySet())
        .containsExactlyInAnyOrder("STORE", "PAPER", "REVIEW", "FEEDBACK");
    assertThat(deadlines.get("REVIEW").atZone(NORWAY)).isEqualTo(sent.atZone(NORWAY).plusDays(7));
    assertThat(deadlines.get("FEEDBACK").atZone(NORWAY))
        .isEqualTo(sent.atZone(NORWAY).plusDays(21));

    clockShows(sent.plus(Duration.ofMinutes(16)));
    waitsForAlarm("LATE", "NOTICE", report);
    clockShows(sent.plus(Duration.ofMinutes(61)));
    waitsForAlarm("LATE", "WARNING", report);
    clockShows(deadlines.get("STORE").plusSeconds(1));
    waitsForAlarm("LATE", "CRITICAL", report);
    assertThat(gateway.alarmStands("PAPER_SOON", report.reportId())).isFalse();
    clockShows(deadlines.get("PAPER").minus(Duration.ofHours(3)));
    waitsForAlarm("PAPER_SOON", "WARNING", report);
    clockShows(deadlines.get("PAPER").plusSeconds(1));
    waitsForAlarm("PAPER_SOON", "CRITICAL", report);
    clockShows(deadlines.get("REVIEW").minus(Duration.ofDays(1)));
    waitsForAlarm("REVIEW_DUE", "WARNING", report);
    clockShows(deadlines.get("REVIEW").plusSeconds(1));
    waitsForAlarm("REVIEW_DUE", "CRITICAL", report);
    assertThat(gateway.alarmStands("FEEDBACK_DUE", report.reportId())).isFalse();
    clockShows(deadlines.get("FEEDBACK").minus(Duration.ofDays(1)));
    waitsForAlarm("FEEDBACK_DUE", "WARNING", report);
    assertThat(gateway.get("/api/ledger?size=200&type=ALARM_RAISED").body())
        .contains("\"PAPER_SOON\"")
        .contains("\"REVIEW_DUE\"");

    gateway.post("/api/delivery/resume");
    assertEndsStoredAndConfirmed(report);
    for (String condition : new String[] {"LATE", "PAPER_SOON", "REVIEW_DUE", "FEEDBACK_DUE"}) {
      gateway.waitsForEndOf(condition);
    }
    assertThat(deadlines(report)).containsKey("PORTAL_COPY").doesNotContainKey("PAPER");
  }

  @Test
  @BeginsAndEnds(Condition.PORTAL_COPY_ENDS)
  void tellsThatThePortalsCopyEndsOfWhatTheCaseSystemLost() {
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    waitsInTheQueue();
    caseSystem.loses(report.reportId());
    portal.behaves("list").forDispatch(report.dispatchId()).kind("keep").forEver();
    gateway.waitsUntil(report.reportId(), "QUEUED");
    Instant copyEnds = deadlines(report).get("PORTAL_COPY");

    clockShows(copyEnds.minus(Duration.ofDays(6)));
    waitsForAlarm("PORTAL_COPY_ENDS", "WARNING", report);
    clockShows(copyEnds.plusSeconds(1));
    waitsForAlarm("PORTAL_COPY_ENDS", "CRITICAL", report);
    portal.behaves("list").forDispatch(report.dispatchId()).kind("normal").forEver();
    gateway.post("/api/delivery/resume");
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    gateway.waitsForEndOf("PORTAL_COPY_ENDS");
  }

  @Test
  @BeginsAndEnds(Condition.SILENCE)
  void tellsOfSilenceByTheRecipientsOwnHistory() {
    for (int i = 0; i < 20; i++) {
      portal.offers(InventedReport.small());
    }
    goodReportGoesThrough();
    gateway.clock().runsAheadBy(Duration.ofHours(25));
    gateway.waitsForAlarm("SILENCE");
    goodReportGoesThrough();
    gateway.waitsForEndOf("SILENCE");
  }

  @Test
  @BeginsAndEnds(Condition.CERTIFICATE_EXPIRING)
  void tellsThatACertificateEndsUntilAnotherIsInUse() {
    gateway.clock().runsAheadBy(Duration.ofDays(380));
    gateway.waitsForAlarm("CERTIFICATE_EXPIRING");
    JsonNode alarm =
        gateway.alarms().stream()
            .filter(a -> a.path("condition").asString("").equals("CERTIFICATE_EXPIRING"))
            .findFirst()
            .orElseThrow();
    assertThat(alarm.path("subject").asString("")).isEqualTo("lagret.keys.certificate");
    assertThat(alarm.path("severity").asString("")).isEqualTo("WARNING");
    gateway.clock().runsAheadBy(Duration.ofDays(395));
    await("critical")
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.get("/api/alarms").body().contains("CRITICAL"));
    gateway.clock().runsAheadBy(Duration.ZERO);
    gateway.waitsForEndOf("CERTIFICATE_EXPIRING");
  }
}
