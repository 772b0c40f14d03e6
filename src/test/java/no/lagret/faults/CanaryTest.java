package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report of nobody goes the whole way of a test recipient, and is missed when it does not come.
 */
class CanaryTest extends TwoRecipients {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  String other() {
    return "prove";
  }

  @Override
  Stream<String> settings() {
    return Stream.of(
        "lagret.canary.recipient=prove",
        "lagret.canary.send-url=" + othersPortal.baseUrl() + "/testmodus/send",
        "lagret.canary.interval=10s",
        "lagret.canary.within=10s");
  }

  private List<JsonNode> ofTestRecipient() {
    return JSON.readTree(gateway.get("/api/reports?recipient=prove&state=CONFIRMED").body())
        .path("items")
        .valueStream()
        .toList();
  }

  private void oneMoreComesThrough() {
    int before = ofTestRecipient().size();
    await("canary").atMost(LONG_ENOUGH).until(() -> ofTestRecipient().size() > before);
  }

  @Test
  @BeginsAndEnds(Condition.CANARY_MISSING)
  void isMissedWhileItDoesNotComeAndNoMoreWhenTheNextComes() {
    oneMoreComesThrough();
    assertThat(ofTestRecipient())
        .allSatisfy(
            report ->
                assertThat(report.path("reportId").asString(""))
                    .matches("0ca9a51e-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));

    othersCaseSystem.isDown();
    gateway.waitsForAlarm("CANARY_MISSING");
    othersCaseSystem.isUp();
    gateway.waitsForEndOf("CANARY_MISSING");

    gateway.clock().runsAheadBy(Duration.ofDays(-1));
    othersPortal.isDown();
    gateway.waitsForAlarm("CANARY_MISSING");
    othersPortal.isUp();
    gateway.waitsForEndOf("CANARY_MISSING");
    gateway.clock().runsAheadBy(Duration.ZERO);

    othersPortal.isDown();
    gateway.waitsForAlarm("CANARY_MISSING");
    gateway.startAgainWithout("lagret.canary.");
    gateway.waitsForEndOf("CANARY_MISSING");
    othersPortal.isUp();
    gateway.startWithAll();
    gateway.waitsUntilOpen();
  }

  @Test
  void isInNoFiguresAndNoComparison() {
    oneMoreComesThrough();

    JsonNode figures = JSON.readTree(gateway.get("/api/figures").body());
    assertThat(figures.path("recipients").valueStream().map(r -> r.path("recipient").asString("")))
        .containsExactly("default");
    assertThat(figures.path("total").path("happened").path("RECEIVED").asInt(-1)).isZero();

    String run =
        JSON.readTree(
                gateway
                    .post(
                        "/api/reconciliations",
                        "{\"from\": \"2026-01-01\", \"to\": \"2099-01-01\"}")
                    .body())
            .path("id")
            .asString("");
    await("comparison")
        .atMost(LONG_ENOUGH)
        .until(() -> comparison(run).path("state").asString("").equals("DONE"));
    assertThat(
            comparison(run)
                .path("recipients")
                .valueStream()
                .map(r -> r.path("recipient").asString("")))
        .containsExactly("default");
  }

  private JsonNode comparison(String id) {
    return JSON.readTree(gateway.get("/api/reconciliations/" + id).body());
  }
}
