package no.lagret.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A report that an operator wants laid before a person instead of tried once more. */
class SetAsideTest extends WholeWay {

  private static final String WORDS = "Oppdiktet Testesen ringte om denne";

  /** So far away that only a message brought forward is tried within the test. */
  @Override
  String[] settings() {
    return new String[] {
      "lagret.delivery.retry-delay=20m",
      "lagret.delivery.max-retry-delay=20m",
      "lagret.case-system.http.response-timeout=20s"
    };
  }

  @AfterEach
  void letGo() {
    gateway.post("/api/delivery/resume");
  }

  @Test
  void bringsForwardAReportThatIsScheduledFarAwayAndLaysItBeforeAPerson() {
    InventedReport report = fails();

    assertThat(setAside(report).statusCode()).isEqualTo(202);

    assertEndsDead(report, "SET_ASIDE");
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
    JsonNode asked = gateway.events(report.reportId(), "SET_ASIDE_ASKED").get(0);
    assertThat(asked.path("actor").asString("")).isEqualTo("vakt");
    JsonNode dead = gateway.events(report.reportId(), "DEAD_LETTERED").get(0);
    assertThat(dead.path("actor").asString("")).isEqualTo("vakt");
    assertThat(dead.path("facts").path("TEXT_DIGEST").asString("none"))
        .isEqualTo(asked.path("facts").path("TEXT_DIGEST").asString("missing"));

    assertThat(setAside(report).statusCode()).isEqualTo(409);
    caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();
    redelivers(report);
    assertEndsStoredAndConfirmed(report);
    assertThat(setAside(report).statusCode()).isEqualTo(409);
  }

  @Test
  void setsItAsideOnceThoughAskedTwiceAndOnlyWhenDeliveryGoesOnEvenAfterARestart() {
    InventedReport report = fails();
    gateway.post("/api/delivery/pause");
    assertThat(setAside(report).statusCode()).isEqualTo(202);
    assertThat(setAside(report).statusCode()).isEqualTo(202);
    assertThat(gateway.events(report.reportId(), "SET_ASIDE_ASKED")).hasSize(1);
    assertThat(gateway.state(report.reportId())).isEqualTo("QUEUED");

    gateway.stop();
    gateway.startAgain();
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.get("/api/summary").body().contains("\"stopped\":true"));
    assertThat(gateway.state(report.reportId())).isEqualTo("QUEUED");

    assertThat(gateway.post("/api/delivery/resume").statusCode()).isEqualTo(200);
    assertEndsDead(report, "SET_ASIDE");
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
  }

  @Test
  void setsNothingAsideThatIsStoredMeanwhile() {
    InventedReport report = isInWork("slow");

    assertThat(setAside(report).statusCode()).isEqualTo(202);

    assertEndsStoredAndConfirmed(report);
    assertThat(gateway.events(report.reportId(), "SET_ASIDE_ASKED")).hasSize(1);
    assertThat(gateway.deadLetters(report.reportId())).isEmpty();
    HttpResponse<String> answer = setAside(report);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("CONFIRMED");
  }

  @Test
  void setsAsideWhatWasInWorkWhenItWasAskedForAndFailed() {
    InventedReport report = isInWork("hang");

    assertThat(setAside(report).statusCode()).isEqualTo(202);

    assertEndsDead(report, "SET_ASIDE");
    assertThat(gateway.events(report.reportId(), "ATTEMPT_FAILED")).hasSize(1);
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
  }

  @Test
  void refusesWhatItCannotSetAside() {
    assertThat(gateway.post("/api/reports/unknown/set-aside", "{\"reason\": \"x\"}").statusCode())
        .isEqualTo(404);
    InventedReport report = fails();
    String path = "/api/reports/" + report.reportId() + "/set-aside";
    for (String body : List.of("{}", "{\"reason\": \"  \"}", "nonsense")) {
      HttpResponse<String> answer = gateway.post(path, body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .isEqualTo("application/problem+json");
    }
    assertThat(gateway.events(report.reportId(), "SET_ASIDE_ASKED")).isEmpty();
    assertThat(gateway.state(report.reportId())).isEqualTo("QUEUED");
  }

  @Test
  void keepsTheReasonReadableNowhere() throws Exception {
    InventedReport report = fails();
    setAside(report);
    assertEndsDead(report, "SET_ASIDE");
    String letter = gateway.deadLetters(report.reportId()).get(0).path("id").asString("");

    assertThat(gateway.get("/api/reports/" + report.reportId()).body()).doesNotContain("Testesen");
    assertThat(gateway.get("/api/dead-letters/" + letter).body()).doesNotContain("Testesen");
    String asBase64 = Base64.getEncoder().withoutPadding().encodeToString(WORDS.getBytes(UTF_8));
    try (Stream<Path> files = Files.walk(gateway.dataDirectory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("Testesen")
            .doesNotContain(asBase64);
      }
    }
  }

  /** A report whose first attempt met an outage; the next one is twenty minutes away. */
  private InventedReport fails() {
    goodReportGoesThrough();
    InventedReport report = InventedReport.small();
    caseSystem.answers("put").forReport(report.reportId()).status(503).forEver();
    portal.offers(report);
    gateway.waitsForFailures(report.reportId(), 1);
    return report;
  }

  /** A report whose put is answered in some seconds only. */
  private InventedReport isInWork(String kind) {
    goodReportGoesThrough();
    InventedReport report = InventedReport.small();
    caseSystem
        .answers("put")
        .forReport(report.reportId())
        .kind(kind)
        .with("millis", 5_000)
        .forEver();
    portal.offers(report);
    gateway.waitsUntil(report.reportId(), "QUEUED");
    await().atMost(LONG_ENOUGH).until(() -> caseSystem.lookupsOf(report.reportId()) > 0);
    return report;
  }

  private HttpResponse<String> setAside(InventedReport report) {
    return gateway.post(
        "/api/reports/" + report.reportId() + "/set-aside", "{\"reason\": \"" + WORDS + "\"}");
  }
}
