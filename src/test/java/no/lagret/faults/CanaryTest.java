package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.Gateway;
import no.lagret.testing.Portal;
import no.lagret.testing.RecipientSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report of nobody goes the whole way of a test recipient, and is missed when it does not come.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CanaryTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Portal portal;
  private CaseSystem caseSystem;
  private Portal testPortal;
  private CaseSystem testCaseSystem;
  private Gateway gateway;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Path test = Files.createDirectory(directory.resolve("prove"));
    portal = Portal.start(directory);
    caseSystem = CaseSystem.start(directory);
    testPortal = Portal.start(test);
    testCaseSystem = CaseSystem.start(test);
    gateway =
        Gateway.start(
            directory,
            portal,
            caseSystem,
            Stream.concat(
                    RecipientSettings.of(
                        "prove",
                        testPortal,
                        Stream.of(
                            "case-system.http.base-url=" + testCaseSystem.baseUrl(),
                            "case-system.http.token=" + testCaseSystem.token(),
                            "case-system.http.response-timeout=2s",
                            "case-system.http.read-back-timeout=3s")),
                    Stream.of(
                        "lagret.canary.recipient=prove",
                        "lagret.canary.send-url=" + testPortal.baseUrl() + "/testmodus/send",
                        "lagret.canary.interval=10s",
                        "lagret.canary.within=10s"))
                .toArray(String[]::new));
  }

  @AfterAll
  void end() {
    gateway.close();
    testCaseSystem.close();
    testPortal.close();
    caseSystem.close();
    portal.close();
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

    testCaseSystem.isDown();
    gateway.waitsForAlarm("CANARY_MISSING");
    testCaseSystem.isUp();
    gateway.waitsForEndOf("CANARY_MISSING");

    gateway.clock().runsAheadBy(Duration.ofDays(-1));
    testPortal.isDown();
    gateway.waitsForAlarm("CANARY_MISSING");
    testPortal.isUp();
    gateway.waitsForEndOf("CANARY_MISSING");
    gateway.clock().runsAheadBy(Duration.ZERO);
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
