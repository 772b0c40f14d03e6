package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator stops by hand, seen from outside. */
class BrakesTest extends WholeWay {

  @AfterEach
  void letGo() {
    caseSystem.isUp();
    caseSystem.answers("put").kind("normal").forEver();
    gateway.post("/api/delivery/resume");
    gateway.post("/api/confirmations/release");
  }

  @Test
  @BeginsAndEnds(Condition.CONFIRMATIONS_HELD)
  void storesAndDoesNotTellThePortalWhileConfirmationsAreHeld() {
    assertThat(gateway.post("/api/confirmations/hold").statusCode()).isEqualTo(200);
    assertThat(gateway.post("/api/confirmations/hold").statusCode()).isEqualTo(200);
    InventedReport report = portal.offers(InventedReport.small());

    gateway.waitsUntil(report.reportId(), "STORED");
    assertThat(alarm("CONFIRMATIONS_HELD")).contains("by vakt").contains("since 20");
    assertThat(brake("confirmations").path("stopped").asBoolean()).isTrue();
    assertThat(brake("confirmations").path("by").asString("")).isEqualTo("vakt");

    gateway.stop();
    gateway.startAgain();
    gateway.waitsForAlarm("CONFIRMATIONS_HELD");
    InventedReport another = portal.offers(InventedReport.small());
    gateway.waitsUntil(another.reportId(), "STORED");
    assertPortalNotTold(report);
    assertPortalNotTold(another);
    assertThat(brake("confirmations").path("by").asString("")).isEqualTo("vakt");
    assertThat(actors("CONFIRMATIONS_HELD")).contains("vakt");

    assertThat(gateway.post("/api/confirmations/release").statusCode()).isEqualTo(200);
    assertEndsStoredAndConfirmed(report);
    assertEndsStoredAndConfirmed(another);
    gateway.waitsForEndOf("CONFIRMATIONS_HELD");
    assertThat(brake("confirmations").path("stopped").asBoolean()).isFalse();
    assertThat(actors("CONFIRMATIONS_RELEASED")).contains("vakt");
  }

  @Test
  void letsNoConfirmationThroughOnceAHoldIsAnswered() {
    portal.behaves("confirm").kind("slow").with("millis", 300).forEver();
    List<InventedReport> reports =
        Stream.generate(() -> portal.offers(InventedReport.small())).limit(10).toList();
    int before = portal.confirmedDispatches().size();
    await().atMost(LONG_ENOUGH).until(() -> portal.confirmedDispatches().size() > before);

    gateway.post("/api/confirmations/hold");
    int told = portal.confirmedDispatches().size();
    reports.forEach(report -> await().atMost(LONG_ENOUGH).until(() -> isStored(report)));
    InventedReport late = portal.offers(InventedReport.small());
    gateway.waitsUntil(late.reportId(), "STORED");
    // The route has two listeners: what they had in work may end.
    assertThat(portal.confirmedDispatches()).hasSizeLessThanOrEqualTo(told + 2);
    assertPortalNotTold(late);

    portal.behaves("confirm").kind("normal").forEver();
    gateway.post("/api/confirmations/release");
    reports.forEach(this::assertEndsStoredAndConfirmed);
    assertEndsStoredAndConfirmed(late);
  }

  @Test
  void tellsThePortalNothingThatAnIdleListenerStillTakes() {
    goodReportGoesThrough();
    int heldInTime = 0;
    // A listener that is told to stop takes what comes within the second that it waits: not always.
    for (int round = 0; round < 6 && heldInTime < 3; round++) {
      InventedReport report = InventedReport.small();
      caseSystem
          .answers("put")
          .forReport(report.reportId())
          .kind("slow")
          .with("millis", 600)
          .forEver();
      portal.offers(report);
      await().atMost(LONG_ENOUGH).until(() -> caseSystem.lookupsOf(report.reportId()) > 0);
      gateway.post("/api/confirmations/hold");
      Instant held = gateway.clock().instant();
      await().atMost(LONG_ENOUGH).until(() -> isStored(report));
      if (at(gateway.events(report.reportId(), "STORED")).isAfter(held)) {
        heldInTime++;
        await()
            .during(Duration.ofSeconds(1))
            .atMost(LONG_ENOUGH)
            .until(() -> portal.confirmationsOf(report.dispatchId()) == 0);
      }
      gateway.post("/api/confirmations/release");
      assertEndsStoredAndConfirmed(report);
    }
    assertThat(heldInTime).isPositive();
  }

  @Test
  void doesNotReleaseWhatASettingHolds() {
    gateway.stop();
    gateway.startAgain("lagret.confirmations.hold=true");
    try {
      gateway.waitsForAlarm("CONFIRMATIONS_HELD");
      InventedReport report = portal.offers(InventedReport.small());
      gateway.waitsUntil(report.reportId(), "STORED");

      HttpResponse<String> answer = gateway.post("/api/confirmations/release");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("lagret.confirmations.hold");
      assertPortalNotTold(report);

      gateway.stop();
      gateway.startAgain("lagret.confirmations.hold=false");
      assertEndsStoredAndConfirmed(report);
      gateway.waitsForEndOf("CONFIRMATIONS_HELD");
    } finally {
      gateway.stop();
      gateway.startAgain("lagret.confirmations.hold=false");
    }
  }

  @Test
  @BeginsAndEnds(Condition.DELIVERY_PAUSED)
  void deliversNothingWhilePausedAndGoesOnWhenResumed() {
    assertThat(gateway.post("/api/delivery/pause").statusCode()).isEqualTo(200);
    InventedReport report = portal.offers(InventedReport.small());
    gateway.waitsUntil(report.reportId(), "QUEUED");
    assertThat(alarm("DELIVERY_PAUSED")).contains("by vakt");

    gateway.stop();
    gateway.startAgain();
    await().atMost(LONG_ENOUGH).until(() -> brake("delivery").path("stopped").asBoolean());
    InventedReport another = portal.offers(InventedReport.small());
    gateway.waitsUntil(another.reportId(), "QUEUED");
    assertThat(caseSystem.lookupsOf(report.reportId())).isZero();
    assertThat(caseSystem.lookupsOf(another.reportId())).isZero();
    assertThat(gateway.alarmStands("DELIVERY_PAUSED")).isTrue();

    assertThat(gateway.post("/api/delivery/resume").statusCode()).isEqualTo(200);
    assertEndsStoredAndConfirmed(report);
    assertEndsStoredAndConfirmed(another);
    gateway.waitsForEndOf("DELIVERY_PAUSED");
    assertThat(actors("DELIVERY_PAUSED")).contains("vakt");
    assertThat(actors("DELIVERY_RESUMED")).contains("vakt");
  }

  @Test
  void staysPausedByTheOperatorThoughTheCaseSystemIsBack() {
    List<InventedReport> reports = supervisorPauses();
    gateway.post("/api/delivery/pause");

    caseSystem.isUp();
    gateway.waitsForEndOf("CASE_SYSTEM_DOWN");
    InventedReport late = portal.offers(InventedReport.small());
    gateway.waitsUntil(late.reportId(), "QUEUED");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(LONG_ENOUGH)
        .until(() -> caseSystem.lookupsOf(late.reportId()) == 0);
    assertThat(caseSystem.storedInAll()).isEqualTo(storedBefore);

    gateway.post("/api/delivery/resume");
    reports.forEach(this::assertEndsStoredAndConfirmed);
    assertEndsStoredAndConfirmed(late);
  }

  @Test
  void staysPausedByTheSupervisorThoughTheOperatorResumes() {
    List<InventedReport> reports = supervisorPauses();
    gateway.post("/api/delivery/pause");
    gateway.post("/api/delivery/resume");

    InventedReport late = portal.offers(InventedReport.small());
    gateway.waitsUntil(late.reportId(), "QUEUED");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.events(late.reportId(), "ATTEMPT_FAILED").isEmpty());
    assertThat(gateway.alarmStands("CASE_SYSTEM_DOWN")).isTrue();

    caseSystem.isUp();
    reports.forEach(this::assertEndsStoredAndConfirmed);
    assertEndsStoredAndConfirmed(late);
  }

  @Test
  void letsBadEndsBecomeDeadLettersOnceAnOperatorReleasesTheGuard() {
    goodReportGoesThrough();
    caseSystem.answers("put").problem(422, "urn:familia:problem:x").forEver();
    List<InventedReport> reports =
        Stream.generate(() -> portal.offers(InventedReport.small())).limit(5).toList();
    gateway.waitsForAlarm("GUARD");
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> reports.stream().allMatch(r -> isDead(r) || failures(r, "REFUSAL") > 0));
    assertThat(reports.stream().filter(this::isDead)).hasSize(2);

    HttpResponse<String> answer = gateway.post("/api/guard/release");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("released").asInt()).isEqualTo(5);
    reports.forEach(report -> gateway.waitsUntil(report.reportId(), "DEAD"));
    assertThat(gateway.alarmStands("GUARD")).isFalse();
    assertThat(actors("GUARD_RELEASED")).containsOnly("vakt");
    assertThat(json(gateway.post("/api/guard/release")).path("released").asInt()).isZero();
  }

  private int storedBefore;

  private List<InventedReport> supervisorPauses() {
    goodReportGoesThrough();
    storedBefore = caseSystem.storedInAll();
    caseSystem.isDown();
    List<InventedReport> reports =
        Stream.generate(() -> portal.offers(InventedReport.small())).limit(3).toList();
    gateway.waitsForAlarm("CASE_SYSTEM_DOWN");
    // A listener that is told to stop still takes what it waits for, a second at most.
    await()
        .during(Duration.ofMillis(1500))
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.alarmStands("CASE_SYSTEM_DOWN"));
    return reports;
  }

  private boolean isStored(InventedReport report) {
    return List.of("STORED", "CONFIRMED").contains(gateway.state(report.reportId()));
  }

  private static Instant at(List<JsonNode> events) {
    return Instant.parse(events.get(0).path("at").asString(""));
  }

  private boolean isDead(InventedReport report) {
    return gateway.state(report.reportId()).equals("DEAD");
  }

  private JsonNode brake(String name) {
    return json(gateway.get("/api/summary")).path("brakes").path("default").path(name);
  }

  private String alarm(String condition) {
    gateway.waitsForAlarm(condition);
    return gateway.alarms().stream()
        .filter(alarm -> alarm.path("condition").asString("").equals(condition))
        .map(alarm -> alarm.path("text").asString(""))
        .findFirst()
        .orElseThrow();
  }

  private List<String> actors(String type) {
    await().atMost(LONG_ENOUGH).until(() -> gateway.total("/api/ledger?type=" + type) > 0);
    return json(gateway.get("/api/ledger?type=" + type))
        .path("items")
        .valueStream()
        .map(event -> event.path("actor").asString(""))
        .toList();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
