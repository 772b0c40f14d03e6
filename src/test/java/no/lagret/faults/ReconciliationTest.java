package no.lagret.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Portal, ledger and case system compared on order, through the API of a whole gateway. */
class ReconciliationTest extends WholeWay {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  @Override
  String[] settings() {
    return new String[] {"lagret.reconciliation.grace=0s", "lagret.reconciliation.look-every=99d"};
  }

  @AfterEach
  void bothSidesAnswer() {
    caseSystem.answers("list").kind("normal").forEver();
    portal.isUp();
    caseSystem.isUp();
  }

  private JsonNode reconciled() {
    String period =
        """
        {"from": "%s", "to": "%s"}"""
            .formatted(
                Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1)));
    HttpResponse<String> ordered = gateway.post("/api/reconciliations", period);
    assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
    String id = JSON.readTree(ordered.body()).path("id").asString("");
    await("reconciliation " + id)
        .atMost(LONG_ENOUGH)
        .until(() -> one(id).path("state").asString("").equals("DONE"));
    return one(id);
  }

  private JsonNode one(String id) {
    return JSON.readTree(gateway.get("/api/reconciliations/" + id).body());
  }

  private static List<String> kindsOf(JsonNode run, String reportId) {
    return run.path("differences")
        .valueStream()
        .filter(difference -> difference.path("reportId").asString("").equals(reportId))
        .filter(difference -> difference.path("settledAt").isMissingNode())
        .map(difference -> difference.path("kind").asString(""))
        .toList();
  }

  private InventedReport delivered() {
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    return report;
  }

  @Test
  void findsAReportThatTheCaseSystemLostAndSeesWhenItIsThereAgain() {
    InventedReport well = delivered();
    InventedReport lost = delivered();
    caseSystem.loses(lost.reportId());

    JsonNode run = reconciled();

    assertThat(kindsOf(run, lost.reportId())).containsExactly("GONE");
    assertThat(kindsOf(run, well.reportId())).isEmpty();
    assertThat(gateway.alarmStands("DIFFERENCE_GONE", lost.reportId())).isTrue();
    assertThat(gateway.alarmStands("DIFFERENCE_GONE", well.reportId())).isFalse();

    InventedReport again = portal.offers(lost.resent());
    portal.waitsForConfirmationOf(again);
    gateway.waitsUntil(lost.reportId(), "CONFIRMED");

    assertThat(kindsOf(reconciled(), lost.reportId())).isEmpty();
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> !gateway.alarmStands("DIFFERENCE_GONE", lost.reportId()));
  }

  @Test
  void findsWhatOnlyTheCaseSystemHas() {
    String reportId = UUID.randomUUID().toString();
    caseSystem.registersByHand(reportId, "2026/7-7");

    assertThat(kindsOf(reconciled(), reportId)).containsExactly("UNKNOWN");
  }

  @Test
  void saysThatItDoesNotKnowWhereASideIsSilentAndNeverThatAllIsWell() {
    InventedReport lost = delivered();
    caseSystem.loses(lost.reportId());
    assertThat(kindsOf(reconciled(), lost.reportId())).containsExactly("GONE");
    InventedReport other = delivered();
    caseSystem.loses(other.reportId());
    caseSystem.answers("list").status(503).forEver();

    JsonNode run = reconciled();

    JsonNode own = run.path("recipients").path(0);
    assertThat(own.path("caseSystem").isMissingNode()).isTrue();
    assertThat(own.path("notKnown").asInt()).isPositive();
    assertThat(gateway.alarmStands("NOT_RECONCILED")).isTrue();
    // What stood goes on standing, and nothing is said of the other.
    assertThat(kindsOf(run, lost.reportId())).containsExactly("GONE");
    assertThat(kindsOf(run, other.reportId())).isEmpty();

    bothSidesAnswer();
    assertThat(kindsOf(reconciled(), other.reportId())).containsExactly("GONE");
    assertThat(gateway.alarmStands("NOT_RECONCILED")).isFalse();
  }

  @Test
  void leavesOneEventWithTheDigestsOfWhatWasCompared() {
    delivered();

    JsonNode run = reconciled();

    JsonNode told =
        await()
            .atMost(LONG_ENOUGH)
            .until(
                () ->
                    JSON.readTree(gateway.get("/api/ledger?size=200").body())
                        .path("items")
                        .valueStream()
                        .filter(e -> e.path("type").asString("").equals("RECONCILED"))
                        .filter(e -> e.path("facts").path("JOB").equals(run.path("id")))
                        .findFirst()
                        .orElse(null),
                event -> event != null);
    assertThat(told.path("facts").path("INPUTS").asString(""))
        .matches("case-system-list=[0-9a-f]{64},ledger-list=[0-9a-f]{64},portal-list=[0-9a-f]{64}");
    assertThat(told.path("actor").asString("")).isEqualTo("vakt");
  }

  @Test
  void refusesAPeriodThatEndsBeforeItBegins() {
    assertThat(
            gateway
                .post("/api/reconciliations", "{\"from\": \"2026-11-02\", \"to\": \"2026-10-01\"}")
                .statusCode())
        .isEqualTo(400);
  }
}
