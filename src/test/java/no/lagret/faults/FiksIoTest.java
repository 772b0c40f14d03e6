package no.lagret.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.lagret.alert.Condition;
import no.lagret.broker.Queue;
import no.lagret.report.Document;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.FiksIoPortal;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Lifted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole way of a report over Fiks IO, sent by KS's own libraries through a real RabbitMQ. */
class FiksIoTest extends FiksIoWay {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String REPORT_ID = "egendefinert-header.bekymringsmelding-id";
  private static final String FIXED_TEXT =
      "Mottakeren kan ikke ta imot denne meldingen digitalt. Send den på papir.";

  private final List<String> handedBack = new ArrayList<>();

  @Override
  List<String> handedBack() {
    return handedBack;
  }

  @AfterEach
  void mend() {
    portal.reset();
    caseSystem.isUp();
    gateway.post("/api/confirmations/release");
  }

  @ParameterizedTest
  @CsvSource({"privat, v1", "privat, v2", "offentlig, v1", "offentlig, v2"})
  void bringsAReportOfEachKindToTheCaseSystemAndConfirmsIt(String kind, String version) {
    InventedReport report =
        portal.sends(
            InventedReport.small(), "no.ks.fiks.bekymringsmelding." + kind + "." + version);

    assertEndsStoredAndConfirmed(report);

    assertThat(portal.confirmationsOf(report.dispatchId())).isEqualTo(1);
    assertThat(portal.deliveriesOf(report.dispatchId())).isEqualTo(1);
    JsonNode told = gateway.report(report.reportId());
    assertThat(told.path("channel").asString("")).isEqualTo("FIKS_IO");
    String put = caseSystem.putsOf(report.reportId()).get(0).toString();
    assertThat(put)
        .contains("\"kanal\":\"FIKS_IO\"", report.dispatchId())
        .contains("\"avsendertype\":\"" + kind + '"', "\"sendt\":\"")
        .contains("\"kommunenummer\":\"", "\"bydelsnummer\":\"");
    assertThat(told.path("events").toString()).doesNotContain("ODDITIES");
    assertAllTaken();
  }

  /** KS operators can send a report again, under a new id. */
  @Test
  void confirmsEachDispatchOfAReportThatIsStoredOnce() {
    InventedReport report = portal.sends(InventedReport.small());
    assertEndsStoredAndConfirmed(report);

    InventedReport again = portal.sends(report);

    portal.waitsForConfirmationOf(again);
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(again.dispatchId()).isNotEqualTo(report.dispatchId());
    assertThat(portal.confirmationsOf(report.dispatchId())).isEqualTo(1);
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
  }

  @Test
  void confirmsBothDispatchesOfAReportThatWaitedWhenItWasSentAgain() {
    caseSystem.isDown();
    InventedReport report = portal.sends(InventedReport.small());
    gateway.waitsUntil(report.reportId(), "QUEUED");
    InventedReport again = portal.sends(report);
    await().atMost(LONG_ENOUGH).until(() -> dispatches(report) == 2);

    caseSystem.isUp();

    portal.waitsForConfirmationOf(report);
    portal.waitsForConfirmationOf(again);
    assertEndsStoredAndConfirmed(report);
  }

  private int dispatches(InventedReport report) {
    JsonNode told = gateway.report(report.reportId());
    return told == null ? 0 : told.path("dispatches").size();
  }

  @Test
  void triesANewDispatchOfADeadLetterByItself() {
    InventedReport sent = InventedReport.small();
    caseSystem.answers("put").forReport(sent.reportId()).problem(422, "urn:x:avvist").times(1);
    InventedReport report = portal.sends(sent);
    assertEndsDead(report.reportId(), report.dispatchId(), "REFUSED");

    InventedReport again = portal.sends(report);

    portal.waitsForConfirmationOf(again);
    assertThat(portal.confirmationsOf(report.dispatchId())).isZero();
    redelivers(report.reportId());
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  void confirmsTheNextDispatchOfWhatWasRegisteredByHand() {
    InventedReport report = dies();
    approves(
        gateway.post(
            "/api/dead-letters/" + letter(report) + "/register-by-hand",
            "{\"journalReference\": \"2026/77-1\", \"reason\": \"ringte dem\"}"));
    portal.waitsForConfirmationOf(report);

    InventedReport again = portal.sends(report);

    portal.waitsForConfirmationOf(again);
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(caseSystem.stored(report.reportId())).isEmpty();
  }

  @Test
  void handsBackOnTheWordOfTwoAndLaysTheNextDispatchBeforeAPerson() {
    InventedReport report = isHandedBack();

    assertThat(portal.negativeReceipts())
        .filteredOn(receipt -> receipt.path("id").asString("").equals(report.dispatchId()))
        .singleElement()
        .satisfies(receipt -> assertThat(receipt.toString()).contains(FIXED_TEXT));
    assertThat(portal.confirmationsOf(report.dispatchId())).isZero();
    assertThat(replyIdOf(report.reportId(), "HANDED_BACK")).isNotEmpty();

    InventedReport again = portal.sends(report);
    assertEndsDead(again.reportId(), again.dispatchId(), "CONFLICT");
  }

  private InventedReport isHandedBack() {
    InventedReport report = dies();
    approves(
        gateway.post(
            "/api/dead-letters/" + letter(report) + "/hand-back",
            "{\"reason\": \"WRONG_RECIPIENT\"}"));
    handedBack.add(report.dispatchId());
    gateway.waitsUntil(report.reportId(), "HANDED_BACK");
    return report;
  }

  private InventedReport dies() {
    InventedReport sent = InventedReport.small();
    caseSystem.answers("put").forReport(sent.reportId()).problem(422, "urn:x:avvist").forEver();
    InventedReport report = portal.sends(sent);
    assertEndsDead(report.reportId(), report.dispatchId(), "REFUSED");
    return report;
  }

  private String letter(InventedReport report) {
    return gateway.deadLetters(report.reportId()).get(0).path("id").asString("");
  }

  private void approves(HttpResponse<String> asked) {
    String approval = JSON.readTree(asked.body()).path("id").asString("");
    assertThat(gateway.postAsColleague("/api/approvals/" + approval, "").statusCode())
        .as(asked.body())
        .isEqualTo(200);
  }

  /** A v3 will come; whoever delivers its letter again wants it delivered. */
  @Test
  void laysAnUnknownTypeBeforeAPersonAndDeliversItWhenAsked() {
    InventedReport report =
        portal.sends(InventedReport.small(), "no.ks.fiks.bekymringsmelding.privat.v3");

    JsonNode letter = assertEndsDead(report.reportId(), report.dispatchId(), "UNREADABLE");
    assertThat(letter.path("detail").asString("")).contains("type that is not known");
    assertAllTaken();
    redelivers(report.reportId());

    assertEndsStoredAndConfirmed(report);
  }

  @ParameterizedTest
  @ValueSource(strings = {"melding-id", "avsender-id", "type"})
  void keepsWhatLacksAHeaderAndLaysItBeforeAPerson(String header) {
    String reportId = UUID.randomUUID().toString();
    portal.publishes(
        offer -> {
          offer.put("reportId", reportId);
          offer.putArray("remove").add(header);
        });

    gateway.waitsUntil(reportId, "DEAD");

    assertThat(gateway.deadLetters(reportId))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.path("reason").asString("")).isEqualTo("UNREADABLE");
              assertThat(letter.path("detail").asString(""))
                  .contains(header.equals("type") ? "no type" : header);
            });
    assertAllTaken();
    assertThat(portal.consumers()).isEqualTo(1);
  }

  /** It can be opened and stored; there is nobody who could be told. */
  @Test
  void storesWhatCameFromNobodyWhenSomebodyDeliversItAgain() {
    String reportId = UUID.randomUUID().toString();
    portal.publishes(
        offer -> {
          offer.put("reportId", reportId);
          offer.putArray("remove").add("avsender-id");
        });
    gateway.waitsUntil(reportId, "DEAD");

    redelivers(reportId);

    gateway.waitsUntil(reportId, "PORTAL_GONE");
    assertThat(caseSystem.stored(reportId)).hasSize(1);
  }

  @Test
  void knowsTheReportByAnIdWithoutThePrefixOfTheSendersHeadersToo() {
    String reportId = UUID.randomUUID().toString();
    String dispatchId =
        portal.publishes(
            offer -> {
              offer.putArray("remove").add(REPORT_ID);
              offer.putObject("headers").put("bekymringsmelding-id", reportId);
            });

    gateway.waitsUntil(reportId, "CONFIRMED");

    assertThat(portal.confirmationsOf(dispatchId)).isEqualTo(1);
  }

  @Test
  void takesTheMessagesOwnIdWhereTheReportHasNone() {
    String dispatchId = portal.publishes(offer -> offer.putArray("remove").add(REPORT_ID));

    gateway.waitsUntil(dispatchId, "CONFIRMED");

    assertThat(portal.confirmationsOf(dispatchId)).isEqualTo(1);
  }

  @Test
  void laysWhatHoldsNoReportBeforeAPerson() {
    assertUnreadable(new byte[0]);
    assertUnreadable("no CMS at all".getBytes(UTF_8));
    assertUnreadable(portal.sealsAsTheyAre("no container".getBytes(UTF_8)));
    assertUnreadable(portal.seals(Map.of(Document.JSON, "{}".getBytes(UTF_8))));
  }

  /** Sent anew, the form may say another time: the same PDF makes it the same report. */
  @Test
  void confirmsADispatchWhoseFormDiffersFromTheOneThatIsStored() {
    InventedReport report = portal.sends(InventedReport.small());
    assertEndsStoredAndConfirmed(report);

    String again =
        portal.sends(
            report.reportId(),
            FiksIoPortal.PRIVATE,
            Map.of(Document.PDF, report.pdf(), Document.JSON, "{\"a\": 1}".getBytes(UTF_8)));

    await().atMost(LONG_ENOUGH).until(() -> portal.confirmationsOf(again) > 0);
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
  }

  private void assertUnreadable(byte[] body) {
    String reportId = UUID.randomUUID().toString();
    String dispatchId = portal.sends(reportId, FiksIoPortal.PRIVATE, body);
    assertEndsDead(reportId, dispatchId, "UNREADABLE");
    // Three of them in a row would look like a wrong key.
    assertEndsStoredAndConfirmed(portal.sends(InventedReport.small()));
  }

  @Test
  void takesThePdfAloneAndTellsTheLedgerThatTheFormIsMissing() {
    InventedReport report = InventedReport.small();
    String dispatchId =
        portal.sends(report.reportId(), FiksIoPortal.PRIVATE, Map.of(Document.PDF, report.pdf()));

    gateway.waitsUntil(report.reportId(), "CONFIRMED");

    assertThat(portal.confirmationsOf(dispatchId)).isEqualTo(1);
    assertThat(caseSystem.stored(report.reportId()).get(0).files()).hasSize(1);
    assertThat(gateway.events(report.reportId(), "STORED").get(0).path("facts").path("ODDITIES"))
        .hasToString("\"NO_JSON\"");
  }

  @Test
  void neverRefusesAReportForItsForm() {
    InventedReport report = InventedReport.small();
    portal.sends(
        report.reportId(),
        FiksIoPortal.PRIVATE,
        Map.of(
            Document.PDF, report.pdf(), Document.JSON, "{\"kommunenummer\": [}".getBytes(UTF_8)));

    gateway.waitsUntil(report.reportId(), "CONFIRMED");

    assertThat(caseSystem.stored(report.reportId()).get(0).files()).hasSize(2);
    assertThat(gateway.events(report.reportId(), "STORED").get(0).path("facts").path("ODDITIES"))
        .hasToString("\"JSON_UNREADABLE\"");
  }

  @Test
  void fetchesAPayloadThatLiesApartBeforeKsMayForgetTheMessage() {
    String reportId = UUID.randomUUID().toString();
    String dispatchId =
        portal.publishes(offer -> offer.put("reportId", reportId).put("apart", true));

    gateway.waitsUntil(reportId, "CONFIRMED");

    assertThat(portal.confirmationsOf(dispatchId)).isEqualTo(1);
    assertThat(gateway.events(reportId, "QUEUED")).hasSize(1);
  }

  @Test
  @BeginsAndEnds(Condition.FETCH_FAILED)
  void keepsWhereAPayloadLiesThatIsNotToBeHadAndFetchesItWhenItIs() {
    portal.behaves("payload").status(503).forEver();
    String reportId = UUID.randomUUID().toString();
    String dispatchId =
        portal.publishes(offer -> offer.put("reportId", reportId).put("apart", true));
    gateway.waitsForAlarm("FETCH_FAILED");
    assertAllTaken();
    assertThat(gateway.state(reportId)).isEqualTo("QUEUED");
    InventedReport other = portal.sends(InventedReport.small());
    assertEndsStoredAndConfirmed(other);

    gateway.stop();
    gateway.startAgain();
    gateway.waitsUntilOpen();
    assertThat(gateway.alarmStands("MISSING")).isFalse();
    portal.reset();

    gateway.waitsUntil(reportId, "CONFIRMED");
    assertThat(portal.confirmationsOf(dispatchId)).isEqualTo(1);
    gateway.waitsForEndOf("FETCH_FAILED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tidsavbrudd", "serverfeil"})
  @BeginsAndEnds(Condition.REPLY_LOST)
  void confirmsAgainWhatKsCouldNotDeliver(String fate) {
    InventedReport report = portal.sends(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    String reply = replies(report.dispatchId()).get(0);

    givesBack(reply, fate);

    await().atMost(LONG_ENOUGH).until(() -> portal.confirmationsOf(report.dispatchId()) == 2);
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(gateway.events(report.reportId(), "REPLY_LOST")).hasSize(1);
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
    gateway.waitsForEndOf("REPLY_LOST");

    // The one that came to nothing before is of no account any more, and nothing answers KS.
    givesBack(reply, fate);
    InventedReport next = portal.sends(InventedReport.small());
    assertEndsStoredAndConfirmed(next);
    assertThat(portal.confirmationsOf(report.dispatchId())).isEqualTo(2);
    assertAllTaken();
  }

  private void givesBack(String reply, String fate) {
    portal.givesBack(reply, "no.ks.fiks.bekymringsmelding.mottatt.v1", fate);
  }

  private String replyIdOf(String reportId, String event) {
    return gateway.events(reportId, event).get(0).path("facts").path("REPLY_ID").asString("");
  }

  private List<String> replies(String dispatchId) {
    return portal.confirmations().stream()
        .filter(line -> line.path("id").asString("").equals(dispatchId))
        .map(line -> line.path("meldingId").asString(""))
        .toList();
  }

  @Test
  @BeginsAndEnds(Condition.REPLY_LOST)
  void tellsAPersonOfALostReplyThatNobodyKnows() {
    givesBack(UUID.randomUUID().toString(), "tidsavbrudd");

    gateway.waitsForAlarm("REPLY_LOST");
    InventedReport report = portal.sends(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    assertAllTaken();
    gateway.isSeen("REPLY_LOST");
    gateway.waitsForEndOf("REPLY_LOST");
  }

  @Test
  @BeginsAndEnds(Condition.REPLY_LOST)
  void tellsAPersonOfAHandBackThatKsCouldNotDeliver() {
    InventedReport report = isHandedBack();

    portal.givesBack(
        replyIdOf(report.reportId(), "HANDED_BACK"),
        "no.ks.fiks.bekymringsmelding.feilet.v1",
        "tidsavbrudd");

    gateway.waitsForAlarm("REPLY_LOST");
    assertThat(gateway.alarms().toString()).contains(report.dispatchId());
    assertThat(gateway.state(report.reportId())).isEqualTo("HANDED_BACK");
    gateway.isSeen("REPLY_LOST");
    gateway.waitsForEndOf("REPLY_LOST");
  }

  /** Neither ledger nor queue has it any more, and KS pushes it once more. */
  @Test
  @Tag("sqlite")
  @BeginsAndEnds(Condition.DUPLICATE_ID)
  void takesOnceMoreWhatOnlyTheBrokersMemoryKnows() throws SQLException {
    gateway.post("/api/delivery/pause");
    String reportId = UUID.randomUUID().toString();
    String dispatchId = publishes(reportId);
    gateway.waitsUntil(reportId, "QUEUED");
    Lifted.from(gateway.queues(), Queue.REPORTS, "LagretReport = '" + reportId + "'");
    try (Connection ledger =
            DriverManager.getConnection(
                "jdbc:sqlite:" + gateway.dataDirectory().resolve("ledger.db"));
        Statement forgets = ledger.createStatement()) {
      forgets.execute("pragma busy_timeout = 30000");
      forgets.execute("delete from dispatch where dispatch_id = '" + dispatchId + "'");
    }

    portal.publishes(offer -> offer.put("reportId", reportId).put("id", dispatchId));

    gateway.waitsUntil(reportId, "QUEUED");
    gateway.waitsForEndOf("DUPLICATE_ID");
    gateway.post("/api/delivery/resume");
    gateway.waitsUntil(reportId, "CONFIRMED");
    assertThat(caseSystem.stored(reportId)).hasSize(1);
  }

  /** Faults of the call that sends are the sender's too, who is past it here. */
  private String publishes(String reportId) {
    return portal.publishes(offer -> offer.put("reportId", reportId));
  }

  @Test
  void triesAConfirmationUntilKsTakesIt() {
    portal.behaves("send").status(503).times(3);
    String reportId = UUID.randomUUID().toString();
    String dispatchId = publishes(reportId);

    gateway.waitsUntil(reportId, "CONFIRMED");

    assertThat(portal.confirmationsOf(dispatchId)).isEqualTo(1);
    assertThat(gateway.events(reportId, "CONFIRMATION_FAILED")).hasSize(3);
    gateway.waitsForEndOf("CONFIRMATION_FAILING");
  }

  /** Told twice: harmless to KS, and the ledger knows the one whose answer came. */
  @Test
  void confirmsAgainWhenTheAnswerToTheFirstReplyGotLost() {
    portal.behaves("send").kind("drop").afterDoingIt().once();
    String reportId = UUID.randomUUID().toString();
    String dispatchId = publishes(reportId);

    gateway.waitsUntil(reportId, "CONFIRMED");

    assertThat(replies(dispatchId)).hasSize(2);
    assertThat(replyIdOf(reportId, "CONFIRMED")).isEqualTo(replies(dispatchId).get(1));
    assertThat(caseSystem.stored(reportId)).hasSize(1);
  }

  /** KS may say so before it has answered with the reply's id. */
  @Test
  void confirmsAgainWhatComesBackBeforeItsOwnAnswer() {
    portal.behaves("send").kind("serverfeil").once();
    String reportId = UUID.randomUUID().toString();
    String dispatchId = publishes(reportId);

    await().atMost(LONG_ENOUGH).until(() -> portal.confirmationsOf(dispatchId) == 2);
    gateway.waitsUntil(reportId, "CONFIRMED");
    assertThat(gateway.events(reportId, "REPLY_LOST")).hasSize(1);
  }

  @Test
  void saysThatItIsConnectedAndSinceWhen() {
    assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(gateway.get("/actuator/prometheus").body())
        .contains("lagret_poll_age_seconds{channel=\"FIKS_IO\"");
    assertThat(portal.consumers()).isEqualTo(1);
  }
}
