package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happens to a report after its confirmation, while the portal still keeps its copy. */
class StoredWatchTest extends WholeWay {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  String[] settings() {
    return new String[] {
      "lagret.reconciliation.look-every=1s",
      "lagret.reconciliation.look-pause=20ms",
      "lagret.keep-sealed=true"
    };
  }

  private InventedReport delivered() {
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    return report;
  }

  private void waitsForAlarm(String condition, InventedReport report) {
    await(condition + " of " + report.reportId())
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.alarmStands(condition, report.reportId()));
  }

  private void waitsForEnd(String condition, InventedReport report) {
    await("end of " + condition + " of " + report.reportId())
        .atMost(LONG_ENOUGH)
        .until(() -> !gateway.alarmStands(condition, report.reportId()));
  }

  private JsonNode difference(InventedReport report) {
    return JSON.readTree(gateway.get("/api/differences?q=" + report.reportId()).body())
        .path("items")
        .path(0);
  }

  private List<Path> keptCopies() throws IOException {
    try (Stream<Path> kept = Files.list(gateway.dataDirectory().resolve("kept"))) {
      return kept.toList();
    }
  }

  @Test
  @BeginsAndEnds(Condition.DIFFERENCE_GONE)
  void raisesWhatIsLostWithTheLastDayAndDeliversItAgainByOneClick() throws IOException {
    InventedReport well = delivered();
    InventedReport lost = delivered();
    caseSystem.loses(lost.reportId());

    waitsForAlarm("DIFFERENCE_GONE", lost);

    String lastDay =
        DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)
            .format(
                gateway
                    .clock()
                    .instant()
                    .plus(Duration.ofDays(30))
                    .atZone(ZoneId.of("Europe/Oslo")));
    assertThat(gateway.alarms())
        .filteredOn(alarm -> alarm.path("reportId").asString("").equals(lost.reportId()))
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.path("text").asString("")).contains(lastDay));
    assertThat(gateway.alarmStands("DIFFERENCE_GONE", well.reportId())).isFalse();
    assertThat(gateway.events(lost.reportId(), "STORE_MISSED")).hasSize(1);
    for (Path copy : keptCopies()) {
      assertThat(copy.getFileName().toString()).matches("[0-9a-f]{64}");
      assertThat(portal.opens(Files.readAllBytes(copy))).startsWith('%', 'P', 'D', 'F');
    }

    String id = difference(lost).path("id").asString("");
    assertThat(
            gateway
                .post("/api/differences/" + id + "/asked", "{\"reason\": \"KS ringt\"}")
                .statusCode())
        .isEqualTo(204);
    assertThat(gateway.post("/api/differences/" + id + "/deliver-again").statusCode())
        .isEqualTo(202);

    caseSystem.waitsUntilStored(lost);
    waitsForEnd("DIFFERENCE_GONE", lost);
    assertStoredOnce(lost);
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(
            () -> {
              JsonNode one = JSON.readTree(gateway.get("/api/differences/" + id).body());
              assertThat(one.path("difference").path("settledAt").isMissingNode()).isFalse();
              assertThat(one.path("steps").valueStream().map(s -> s.path("kind").asString("")))
                  .containsExactly("ASKED_KS", "DELIVERED_AGAIN");
            });
    assertThat(gateway.post("/api/differences/" + id + "/deliver-again").statusCode())
        .isEqualTo(409);
    assertThat(gateway.alarmStands("NOT_LISTED", lost.reportId())).isFalse();
  }

  @Test
  @BeginsAndEnds(Condition.DIFFERENCE_CHANGED)
  void raisesWhatWasChangedUntilTheContentIsRightAgain() {
    InventedReport report = delivered();
    caseSystem.alters(report.reportId());

    waitsForAlarm("DIFFERENCE_CHANGED", report);
    assertThat(gateway.alarmStands("DIFFERENCE_GONE", report.reportId())).isFalse();

    // Put away there, and sent again by KS.
    caseSystem.loses(report.reportId());
    portal.waitsForConfirmationOf(portal.offers(report.resent()));
    waitsForEnd("DIFFERENCE_CHANGED", report);
  }

  @Test
  void saysNothingWhileTheCaseSystemIsSilentAndFindsItAfterARestart() {
    InventedReport report = delivered();
    caseSystem.isDown();
    caseSystem.loses(report.reportId());
    gateway.stop();
    gateway.startAgain();
    await().atMost(LONG_ENOUGH).until(() -> gateway.get("/api/alarms").statusCode() == 200);
    assertThat(gateway.alarmStands("DIFFERENCE_GONE", report.reportId())).isFalse();

    caseSystem.isUp();

    waitsForAlarm("DIFFERENCE_GONE", report);
  }

  @Test
  @BeginsAndEnds(Condition.NOT_LOOKED_UP)
  void findsWhatIsLostAlthoughTheCaseSystemTellsNothingOfOthersAndSaysThatItDoesNot() {
    List<InventedReport> silent = List.of(delivered(), delivered(), delivered(), delivered());
    silent.forEach(
        each -> caseSystem.answers("ask").status(500).forReport(each.reportId()).forEver());
    gateway.waitsForAlarm("NOT_LOOKED_UP");
    InventedReport lost = delivered();
    caseSystem.loses(lost.reportId());

    waitsForAlarm("DIFFERENCE_GONE", lost);
    silent.forEach(
        each -> assertThat(gateway.alarmStands("DIFFERENCE_GONE", each.reportId())).isFalse());

    silent.forEach(
        each -> caseSystem.answers("ask").kind("normal").forReport(each.reportId()).forEver());
    gateway.waitsForEndOf("NOT_LOOKED_UP");
  }

  @Test
  void staysSettledOnceAPersonHasSaidWhyItIsGone() {
    InventedReport report = delivered();
    caseSystem.loses(report.reportId());
    waitsForAlarm("DIFFERENCE_GONE", report);
    String id = difference(report).path("id").asString("");
    assertThat(gateway.post("/api/differences/" + id + "/settle", "{}").statusCode())
        .isEqualTo(400);

    assertThat(
            gateway
                .post("/api/differences/" + id + "/settle", "{\"reason\": \"Flyttet til arkiv\"}")
                .statusCode())
        .isEqualTo(204);
    waitsForEnd("DIFFERENCE_GONE", report);

    // Another one that is lost later shows that the watch has gone round since.
    InventedReport other = delivered();
    caseSystem.loses(other.reportId());
    waitsForAlarm("DIFFERENCE_GONE", other);
    assertThat(gateway.alarmStands("DIFFERENCE_GONE", report.reportId())).isFalse();
    assertThat(
            gateway
                .post("/api/differences/" + id + "/settle", "{\"reason\": \"igjen\"}")
                .statusCode())
        .isEqualTo(409);
  }
}
