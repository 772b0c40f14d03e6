package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.broker.Queue;
import no.lagret.demo.SampleReport;
import no.lagret.ledger.VerifyLedger;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Lifted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What two persons decide of a dead letter, seen from portal and case system. */
class TwoPersonsTest extends WholeWay {

  private static final String REFERENCE = "2026/4711-1";
  private static final String FIXED_TEXT =
      "Mottakeren kan ikke ta imot denne meldingen digitalt. Send den på papir.";

  private final List<String> handedBack = new ArrayList<>();

  @Override
  List<String> handedBack() {
    return handedBack;
  }

  @AfterEach
  void letGo() {
    gateway.clock().runsAheadBy(Duration.ZERO);
    caseSystem.isUp();
    gateway.post("/api/confirmations/release");
  }

  @Test
  void tellsThePortalThatAReportIsStoredOnTheWordOfTwo() {
    InventedReport report = dies();

    approves(registers(report));

    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(portal.confirmationsOf(report.dispatchId())).isEqualTo(1);
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
    assertThat(caseSystem.stored(report.reportId())).isEmpty();
    JsonNode told = gateway.report(report.reportId());
    assertThat(told.path("registeredByHand").asBoolean()).isTrue();
    assertThat(told.path("journalReference").asString("")).isEqualTo(REFERENCE);
  }

  @Test
  void believesThatWordHoweverOldItIsWhenThePortalIsTold() {
    InventedReport report = dies();
    gateway.post("/api/confirmations/hold");
    approves(registers(report));
    gateway.waitsUntil(report.reportId(), "STORED");
    gateway.clock().runsAheadBy(Duration.ofMinutes(30));

    gateway.post("/api/confirmations/release");

    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(gateway.events(report.reportId(), "STORE_LOST")).isEmpty();
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
  }

  @Test
  void confirmsTheNextDispatchOfWhatWasRegisteredByHandAndPutsNothing() {
    InventedReport report = dies();
    approves(registers(report));
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();

    InventedReport again = portal.offers(report.resent());

    portal.waitsForConfirmationOf(again);
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
    assertThat(caseSystem.stored(report.reportId())).isEmpty();

    int fetched = portal.fetchesOf(report.dispatchId());
    portal.offers(report);
    await().atMost(LONG_ENOUGH).until(() -> portal.confirmationsOf(report.dispatchId()) >= 2);
    assertThat(portal.fetchesOf(report.dispatchId())).isEqualTo(fetched);
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
  }

  @Test
  void confirmsNothingElseUnderTheIdOfWhatWasRegisteredByHand() {
    InventedReport report = dies();
    approves(registers(report));
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    InventedReport other =
        new InventedReport(
            report.resent().dispatchId(), report.reportId(), SampleReport.pdf("another", 5_000));

    portal.offers(other);

    assertEndsDead(other, "CONFLICT");
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
  }

  @Test
  void givesTheNegativeReceiptOnceAndLaysTheNextDispatchBeforeAPerson() {
    InventedReport report = dies();

    String approval = handsBack(report);
    assertThat(gateway.state(report.reportId())).isEqualTo("DEAD");
    approves(approval);
    handedBack.add(report.dispatchId());

    gateway.waitsUntil(report.reportId(), "HANDED_BACK");
    assertThat(negativeReceipts(report))
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.path("feilmelding").asString("")).isEqualTo(FIXED_TEXT);
              assertThat(receipt.path("permanent").asBoolean()).isTrue();
            });
    assertPortalNotTold(report);
    JsonNode event = gateway.events(report.reportId(), "HANDED_BACK").get(0);
    assertThat(event.path("actor").asString("")).isEqualTo("vakt");
    assertThat(event.path("facts").path("APPROVED_BY").asString("")).isEqualTo("kollega");
    assertThat(gateway.deadLetters(report.reportId())).isEmpty();

    caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();
    InventedReport again = portal.offers(report.resent());
    assertEndsDead(again, "CONFLICT");
    redelivers(again);
    portal.waitsForConfirmationOf(again);
    assertThat(caseSystem.stored(report.reportId())).hasSize(1);
  }

  @Test
  void handsNothingBackThatTheCaseSystemMayHold() {
    InventedReport report = dies();
    String before = letter(report);
    String approval = handsBack(report);
    caseSystem.registersByHand(report.reportId(), REFERENCE);

    approves(approval);

    await().atMost(LONG_ENOUGH).until(() -> !letter(report).equals(before));
    assertThat(gateway.state(report.reportId())).isEqualTo("DEAD");
    assertThat(negativeReceipts(report)).isEmpty();
    JsonNode dead = gateway.deadLetters(report.reportId()).get(0);
    assertThat(dead.path("reason").asString("")).isEqualTo("REFUSED");
    assertThat(dead.path("detail").asString("")).contains("may hold it");
    approves(registers(report));
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
  }

  @Test
  @BeginsAndEnds(Condition.HAND_BACK_FAILING)
  void neverDropsWhatWasApprovedWhileThePortalIsDownAndTheGatewayStops() {
    InventedReport report = dies();
    portal.behaves("negative-receipt").forDispatch(report.dispatchId()).status(503).forEver();
    approves(handsBack(report));
    gateway.waitsForAlarm("HAND_BACK_FAILING");
    assertThat(negativeReceipts(report)).isEmpty();

    gateway.stop();
    gateway.startAgain();
    gateway.waitsUntilOpen();
    assertThat(gateway.state(report.reportId())).isEqualTo("DEAD");
    assertThat(gateway.alarmStands("MISSING")).isFalse();
    portal.behaves("negative-receipt").forDispatch(report.dispatchId()).kind("normal").forEver();
    handedBack.add(report.dispatchId());

    gateway.waitsUntil(report.reportId(), "HANDED_BACK");
    gateway.waitsForEndOf("HAND_BACK_FAILING");
    assertThat(negativeReceipts(report)).hasSize(1);
  }

  @Test
  @BeginsAndEnds(Condition.STILL_LISTED)
  void saysThatThePortalListsWhatWasHandedBackUntilItDoesNot() {
    InventedReport report = dies();
    portal.behaves("list").forDispatch(report.dispatchId()).kind("keep").forEver();
    approves(handsBack(report));
    handedBack.add(report.dispatchId());

    gateway.waitsUntil(report.reportId(), "HANDED_BACK");
    gateway.waitsForAlarm("STILL_LISTED");
    portal.behaves("list").forDispatch(report.dispatchId()).kind("omit").forEver();
    gateway.waitsForEndOf("STILL_LISTED");
  }

  @Test
  void knowsAfterARestartWhatWasAskedFor() {
    InventedReport report = dies();
    String approval = registers(report);

    gateway.stop();
    gateway.startAgain();
    gateway.waitsUntilOpen();

    assertThat(gateway.get("/api/approvals?state=OPEN").body()).contains(approval, "ringte");
    approves(approval);
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
  }

  @Test
  void doesNothingForALetterThatWasDeliveredMeanwhile() {
    InventedReport report = dies();
    String approval = handsBack(report);
    caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();
    redelivers(report);
    assertEndsStoredAndConfirmed(report);

    assertThat(approve(approval).statusCode()).isEqualTo(409);

    assertThat(negativeReceipts(report)).isEmpty();
    assertThat(gateway.events(report.reportId(), "APPROVED")).isEmpty();
    assertThat(gateway.state(report.reportId())).isEqualTo("CONFIRMED");
  }

  @Test
  void isNeitherApprovedByWhoAskedNorDoneTwice() {
    InventedReport report = dies();
    String path = "/api/dead-letters/" + letter(report) + "/hand-back";
    HttpResponse<String> own = gateway.postAsColleague(path, "{\"reason\": \"WRONG_RECIPIENT\"}");
    assertThat(approve(id(own)).statusCode()).isEqualTo(409);
    assertThat(gateway.postAsColleague("/api/approvals/" + id(own) + "/reject", "").statusCode())
        .isEqualTo(200);

    String approval = handsBack(report);
    List<CompletableFuture<HttpResponse<String>>> pressed =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> approve(approval)))
            .limit(3)
            .toList();
    handedBack.add(report.dispatchId());

    assertThat(pressed.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
        .containsOnly(200);
    gateway.waitsUntil(report.reportId(), "HANDED_BACK");
    assertThat(negativeReceipts(report)).hasSize(1);
    assertThat(gateway.events(report.reportId(), "APPROVED")).hasSize(1);
  }

  @Test
  void doesNothingWhileTheCaseSystemDoesNotAnswer() {
    InventedReport report = dies();
    String approval = registers(report);
    caseSystem.isDown();

    assertThat(approve(approval).statusCode()).isEqualTo(503);

    assertThat(gateway.state(report.reportId())).isEqualTo("DEAD");
    caseSystem.isUp();
    approves(approval);
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
  }

  @Test
  @BeginsAndEnds(Condition.UNPROVEN_CONFIRMATION)
  void laysWhatWasToBeHandedBackWithoutAProofBeforeAPersonAgain() {
    InventedReport report = dies();
    String before = letter(report);

    Lifted.moves(
        gateway.queues(), Queue.DEAD_LETTERS, "LagretLetter = '" + before + "'", Queue.HAND_BACKS);

    await().atMost(LONG_ENOUGH).until(() -> !letter(report).equals(before));
    assertThat(negativeReceipts(report)).isEmpty();
    gateway.waitsForAlarm("UNPROVEN_CONFIRMATION");
    caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();
    redelivers(report);
    assertEndsStoredAndConfirmed(report);
    gateway.waitsForEndOf("UNPROVEN_CONFIRMATION");
  }

  @Test
  void leavesALedgerThatIsWholeAndWordsReadableNowhere() throws IOException {
    InventedReport byHand = dies();
    approves(registers(byHand));
    gateway.waitsUntil(byHand.reportId(), "CONFIRMED");
    InventedReport back = dies();
    approves(handsBack(back));
    handedBack.add(back.dispatchId());
    gateway.waitsUntil(back.reportId(), "HANDED_BACK");

    assertThat(gateway.alarmStands("MISSING") || gateway.alarmStands("LEDGER_BEHIND")).isFalse();
    assertThat(VerifyLedger.run(new String[] {"--lagret.ledger.url=" + gateway.ledgerUrl()}))
        .isZero();
    assertThat(gateway.get("/api/ledger?size=200").body()).doesNotContain("ringte");
    try (Stream<Path> files = Files.walk(gateway.dataDirectory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("Testesen");
      }
    }
  }

  /** A report that the case system refuses. */
  private InventedReport dies() {
    goodReportGoesThrough();
    InventedReport report = InventedReport.small();
    caseSystem
        .answers("put")
        .forReport(report.reportId())
        .problem(422, "urn:familia:problem:x")
        .forEver();
    portal.offers(report);
    assertEndsDead(report, "REFUSED");
    return report;
  }

  private String letter(InventedReport report) {
    List<JsonNode> letters = gateway.deadLetters(report.reportId());
    return letters.isEmpty() ? "" : letters.get(0).path("id").asString("");
  }

  private String registers(InventedReport report) {
    return id(
        gateway.post(
            "/api/dead-letters/" + letter(report) + "/register-by-hand",
            "{\"journalReference\": \"" + REFERENCE + "\", \"reason\": \"Testesen ringte\"}"));
  }

  private String handsBack(InventedReport report) {
    return id(
        gateway.post(
            "/api/dead-letters/" + letter(report) + "/hand-back",
            "{\"reason\": \"CANNOT_BE_STORED\", \"text\": \"Testesen ringte\"}"));
  }

  private static String id(HttpResponse<String> asked) {
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    return JsonMapper.shared().readTree(asked.body()).path("id").asString("");
  }

  private HttpResponse<String> approve(String approval) {
    return gateway.postAsColleague("/api/approvals/" + approval, "");
  }

  private void approves(String approval) {
    HttpResponse<String> answer = approve(approval);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private List<JsonNode> negativeReceipts(InventedReport report) {
    return portal.negativeReceipts().stream()
        .filter(line -> line.path("id").asString("").equals(report.dispatchId()))
        .toList();
  }
}
