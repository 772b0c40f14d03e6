package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.FolderCaseSystem;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import no.lagret.testing.RecipientSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A district whose case system imports from a folder, beside a municipality over HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
class CaseSystemFolderTest {

  private Portal municipalitysPortal;
  private Portal portal;
  private CaseSystem overHttp;
  private FolderCaseSystem familia;

  /** Of a district that waits long for its receipts. */
  private Portal patientPortal;

  private FolderCaseSystem patientFamilia;
  private Gateway gateway;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Path district = Files.createDirectory(directory.resolve("nordstrand"));
    municipalitysPortal = Portal.start(directory);
    overHttp = CaseSystem.start(directory);
    portal = Portal.start(district);
    familia = FolderCaseSystem.in(district);
    Path patient = Files.createDirectory(directory.resolve("sagene"));
    patientPortal = Portal.start(patient);
    patientFamilia = FolderCaseSystem.in(patient);
    gateway =
        Gateway.start(
            directory,
            municipalitysPortal,
            overHttp,
            Stream.concat(
                    RecipientSettings.of("nordstrand", portal, familia, "4s"),
                    RecipientSettings.of("sagene", patientPortal, patientFamilia, "10m"))
                .toArray(String[]::new));
  }

  @AfterAll
  void end() throws Exception {
    gateway.close();
    portal.close();
    patientPortal.close();
    municipalitysPortal.close();
    overHttp.close();
  }

  private InventedReport handedOver() {
    InventedReport report = portal.offers(InventedReport.small());
    isHandedOver(familia, report);
    return report;
  }

  private static void isHandedOver(FolderCaseSystem familia, InventedReport report) {
    await("handover")
        .atMost(LONG_ENOUGH)
        .until(() -> Files.isDirectory(familia.handedOver(report.reportId())));
  }

  @Test
  void handsTheReportOverWholeAndConfirmsItOnTheReceiptOnly() throws IOException {
    InventedReport report = handedOver();
    Path folder = familia.handedOver(report.reportId());

    assertThat(Files.readAllBytes(folder.resolve("bekymringsmelding.pdf"))).isEqualTo(report.pdf());
    assertThat(Files.readString(folder.resolve("metadata.json")))
        .contains(report.reportId(), "910000002")
        .doesNotContain("sha256", "storrelse");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    gateway.waitsUntil(report.reportId(), "AWAITING_RECEIPT");
    assertThat(portal.confirmedDispatches()).doesNotContain(report.dispatchId());

    familia.takes(report.reportId());
    familia.receipts(report.reportId(), "2026/1");

    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(portal.confirmedDispatches()).contains(report.dispatchId());
    assertThat(gateway.events(report.reportId(), "STORED").toString()).contains("RECEIPT_ONLY");
    await("archive")
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                Files.exists(
                    familia.receipts().resolve("archive").resolve(report.reportId() + ".json")));
  }

  @Test
  void confirmsEveryDispatchOfAReportOnItsOneReceipt() {
    InventedReport first = handedOver();
    InventedReport second = portal.offers(first.resent());
    familia.takes(first.reportId());
    familia.receipts(first.reportId(), "2026/2");

    await("both confirmed")
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                portal
                    .confirmedDispatches()
                    .containsAll(List.of(first.dispatchId(), second.dispatchId())));
  }

  /** Never confirmed, and told in the end. */
  @Test
  void laysAReportBeforeAPersonWhoseReceiptIsOfOtherBytes() {
    InventedReport report = handedOver();
    familia.takes(report.reportId());
    familia.receiptsOtherBytes(report.reportId());

    gateway.waitsUntil(report.reportId(), "DEAD");
    assertThat(gateway.deadLetters(report.reportId()).get(0).path("reason").asString())
        .isEqualTo("FALSE_RECEIPT");
    assertThat(portal.confirmedDispatches()).doesNotContain(report.dispatchId());
  }

  @Test
  void handsOverOnceMoreWithoutAReceiptThenAsksAPersonAndALateReceiptStillSettlesIt() {
    InventedReport report = handedOver();
    familia.takes(report.reportId());
    gateway.waitsForAlarm("RECEIPT_LATE");
    isHandedOver(familia, report);
    familia.takes(report.reportId());

    gateway.waitsUntil(report.reportId(), "DEAD");
    assertThat(gateway.deadLetters(report.reportId()).get(0).path("reason").asString())
        .isEqualTo("NO_RECEIPT");
    assertThat(familia.timesTaken(report.reportId())).isEqualTo(2);
    assertThat(portal.confirmedDispatches()).doesNotContain(report.dispatchId());

    familia.receipts(report.reportId(), "2026/3");

    gateway.waitsUntil(report.reportId(), "CONFIRMED");
  }

  /** Its import stands still: an outage, and no report dies of that. */
  @Test
  @BeginsAndEnds(Condition.RECEIPT_LATE)
  void waitsForAsLongAsItTakesWhereNothingIsTaken() {
    InventedReport report = handedOver();

    gateway.waitsForFailures(report.reportId(), 2);
    assertThat(gateway.alarmStands("RECEIPT_LATE", report.reportId())).isTrue();
    assertThat(gateway.deadLetters(report.reportId())).isEmpty();

    familia.takes(report.reportId());
    familia.receipts(report.reportId(), "2026/4");
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(gateway.alarmStands("RECEIPT_LATE", report.reportId())).isFalse();
  }

  @Test
  void keepsReportsQueuedWhileTheFolderIsGoneAndDoesNotTouchTheOthers() throws IOException {
    Path away = familia.outbox().resolveSibling("away");
    Files.move(familia.outbox(), away);
    InventedReport report = portal.offers(InventedReport.small());
    InventedReport other = municipalitysPortal.offers(InventedReport.small());

    gateway.waitsForFailures(report.reportId(), 2);
    gateway.waitsUntil(other.reportId(), "CONFIRMED");
    assertThat(gateway.alarms().toString())
        .contains("lagret.recipients.nordstrand.case-system.file.outbox");

    Files.move(away, familia.outbox());
    isHandedOver(familia, report);
    familia.takes(report.reportId());
    familia.receipts(report.reportId(), "2026/5");
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
  }

  @Test
  @BeginsAndEnds(Condition.ODD_RECEIPTS)
  void keepsReceiptsThatSettleNothingAndTellsOfThemWhileOthersGoOn() throws IOException {
    familia.lays("torn.json", "{\"bekymringsmeldingId\": \"");
    familia.hasLain("torn.json", Duration.ofMinutes(2));
    String unknown = "7d0a1f0e-0000-4000-8000-000000000001";
    familia.lays(unknown + ".json", "{\"bekymringsmeldingId\": \"" + unknown + "\"}");
    familia.hasLain(unknown + ".json", Duration.ofHours(2));
    familia.lays("half-written.json", "{\"bekym");

    gateway.waitsForAlarm("ODD_RECEIPTS");
    await("both counted")
        .atMost(LONG_ENOUGH)
        .until(
            () -> gateway.alarms().toString().contains("1 torn, 1 of no report that came through"));
    InventedReport report = handedOver();
    familia.takes(report.reportId());
    familia.receipts(report.reportId(), "2026/6");
    gateway.waitsUntil(report.reportId(), "CONFIRMED");

    assertThat(familia.receipts().resolve("torn.json")).exists();
    for (String name : List.of("torn.json", unknown + ".json", "half-written.json")) {
      Files.delete(familia.receipts().resolve(name));
    }
    gateway.waitsForEndOf("ODD_RECEIPTS");
  }

  @Test
  void findsAReceiptThatCameWhileItWasStoppedAndClearsWhatItHadHalfBuilt() throws IOException {
    InventedReport report = handedOver();
    gateway.waitsUntil(report.reportId(), "AWAITING_RECEIPT");
    gateway.stop();
    Files.createDirectory(familia.outbox().resolve(".lagret-half-built"));
    familia.takes(report.reportId());
    familia.receipts(report.reportId(), "2026/7");

    gateway.startAgain();

    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    InventedReport next = handedOver();
    assertThat(familia.lying()).noneMatch(name -> name.startsWith(".lagret"));
    familia.takes(next.reportId());
    familia.receipts(next.reportId(), "2026/8");
    gateway.waitsUntil(next.reportId(), "CONFIRMED");
  }

  /** Woken by a receipt that proved nothing, and not by the time-out, it waits for a right one. */
  @Test
  void waitsOnForARightReceiptWhereAWrongOneIsTakenAway() throws IOException {
    InventedReport report = patientPortal.offers(InventedReport.small());
    isHandedOver(patientFamilia, report);
    patientFamilia.takes(report.reportId());
    patientFamilia.receiptsOtherBytes(report.reportId());
    gateway.waitsForFailures(report.reportId(), 1);
    Files.delete(patientFamilia.receipts().resolve(report.reportId() + ".json"));

    gateway.waitsUntil(report.reportId(), "AWAITING_RECEIPT");
    patientFamilia.receipts(report.reportId(), "2026/10");

    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(patientFamilia.timesTaken(report.reportId())).isEqualTo(1);
  }

  /** Else the portal would send paper, and the case system import it all the same. */
  @Test
  void handsNothingBackThatTheCaseSystemMayTakeAtAnyMoment() {
    InventedReport report = patientPortal.offers(InventedReport.small());
    isHandedOver(patientFamilia, report);
    gateway.waitsUntil(report.reportId(), "AWAITING_RECEIPT");
    gateway.post("/api/reports/" + report.reportId() + "/set-aside", "{\"reason\": \"prøve\"}");
    gateway.waitsUntil(report.reportId(), "DEAD");
    String letter = gateway.deadLetters(report.reportId()).get(0).path("id").asString();

    HttpResponse<String> asked =
        gateway.post(
            "/api/dead-letters/" + letter + "/hand-back",
            "{\"reason\": \"CANNOT_BE_STORED\", \"text\": \"prøve\"}");

    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    String approval = JsonMapper.shared().readTree(asked.body()).path("id").asString();
    gateway.postAsColleague("/api/approvals/" + approval, "");

    await("a second letter")
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.events(report.reportId(), "DEAD_LETTERED").size() == 2);
    assertThat(gateway.events(report.reportId(), "DEAD_LETTERED").get(1).toString())
        .contains("HELD_AFTER_ALL");
    assertThat(patientPortal.negativeReceipts()).isEmpty();
  }
}
