package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The days before a cut-over: another receiver does the work, and the gateway looks on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObserveTest extends WholeWay {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  String[] settings() {
    return new String[] {"lagret.intake.observe=true"};
  }

  private JsonNode observed() {
    JsonNode answer = JSON.readTree(gateway.get("/api/observation").body());
    assertThat(answer.path("observing").asBoolean()).isTrue();
    return answer.path("recipients").path(0);
  }

  private void waitsUntil(String figure, int value) {
    await(figure + " to be " + value)
        .atMost(LONG_ENOUGH)
        .until(() -> observed().path("figures").path(figure).asInt(-1) == value);
  }

  @Test
  @Order(1)
  @BeginsAndEnds(Condition.OBSERVED_MISSING)
  void listsAndComparesAndNeitherFetchesNorConfirms() {
    InventedReport stored = portal.offers(InventedReport.small());
    InventedReport lost = portal.offers(InventedReport.small());
    waitsUntil("listed", 2);

    // The receiver that is in use stores one of them, and confirms both.
    caseSystem.registersByHand(stored.reportId(), "2026/4711-1");
    waitsUntil("held", 1);
    portal.forgets(stored.dispatchId());
    waitsUntil("listed", 1);
    assertThat(gateway.alarmStands("OBSERVED_MISSING")).isFalse();
    portal.forgets(lost.dispatchId());

    gateway.waitsForAlarm("OBSERVED_MISSING");
    waitsUntil("missing", 1);
    assertThat(observed().path("notHeld").toString())
        .contains(lost.reportId())
        .doesNotContain(stored.reportId());
    for (InventedReport each : new InventedReport[] {stored, lost}) {
      assertThat(portal.fetchesOf(each.dispatchId())).isZero();
      assertPortalNotTold(each);
      assertThat(gateway.state(each.reportId())).isEqualTo("UNKNOWN");
      assertThat(caseSystem.putsOf(each.reportId())).isEmpty();
    }
    assertThat(gateway.get("/").body()).contains("Lagret observerer bare", "2 sett hos portalen");
    assertThat(gateway.get("/api/ledger?size=200").body()).contains("OBSERVATION_BEGAN");
    assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);

    caseSystem.registersByHand(lost.reportId(), "2026/4711-2");
    gateway.waitsForEndOf("OBSERVED_MISSING");
  }

  @Test
  @Order(2)
  void takesReportsOnceItObservesNoMore() {
    InventedReport waits = portal.offers(InventedReport.small());
    waitsUntil("listed", 1);
    gateway.stop();
    gateway.startAgain("lagret.intake.observe=false");
    gateway.waitsUntilOpen();

    assertEndsStoredAndConfirmed(waits);
    assertThat(gateway.get("/api/ledger?size=200").body()).contains("OBSERVATION_ENDED");
    assertThat(gateway.get("/").body()).doesNotContain("Lagret observerer bare");
  }

  /** Back to the receiver from before: what was taken goes its way, nothing more is taken. */
  @Test
  @Order(3)
  void bringsToTheEndWhatItTookBeforeItOnlyObservesAgain() {
    caseSystem.isDown();
    InventedReport taken = portal.offers(InventedReport.small());
    gateway.waitsUntil(taken.reportId(), "QUEUED");
    gateway.stop();
    gateway.startAgain("lagret.intake.observe=true");
    gateway.waitsUntilOpen();
    InventedReport others = portal.offers(InventedReport.small());

    caseSystem.isUp();

    assertEndsStoredAndConfirmed(taken);
    waitsUntil("listed", 1);
    assertPortalNotTold(others);
    assertThat(portal.fetchesOf(others.dispatchId())).isZero();
  }

  /** After the cut-over nobody lists for it any more, and it still has to be found. */
  @Test
  @Order(4)
  @BeginsAndEnds(Condition.OBSERVED_MISSING)
  void followsWhatWasMissingToItsEndOnceItObservesNoMore() {
    waitsUntil("listed", 1);
    InventedReport lost = portal.offers(InventedReport.small());
    waitsUntil("listed", 2);
    portal.forgets(lost.dispatchId());
    gateway.waitsForAlarm("OBSERVED_MISSING");

    gateway.stop();
    gateway.startAgain("lagret.intake.observe=false");
    gateway.waitsUntilOpen();
    goodReportGoesThrough();
    assertThat(gateway.alarmStands("OBSERVED_MISSING")).isTrue();
    assertThat(gateway.get("/api/observation").body())
        .contains("\"observing\":false", lost.reportId());

    portal.waitsForConfirmationOf(portal.offers(lost.resent()));
    gateway.waitsForEndOf("OBSERVED_MISSING");
  }
}
