package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import no.lagret.broker.OwnBroker;
import no.lagret.broker.OwnBroker.Taken;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.casesystem.InventedCaseSystem;
import no.lagret.deadletter.DeadLetters;
import no.lagret.delivery.ReportHeaders;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.WrittenLedger;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.ReportState;
import no.lagret.sealing.HandBack;
import no.lagret.sealing.HandBacks;
import no.lagret.sealing.Proof;
import no.lagret.sealing.Proofs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What one person asks for and another decides. */
@ConsoleTest
class ApprovalsTest {

  private static final String WORDS = "Oppdiktet Testesen ringte";
  private static final String REFERENCE = "2026/1234-5";

  @LocalServerPort int port;
  @Autowired Queues queues;
  @Autowired OwnBroker broker;
  @Autowired WrittenLedger written;
  @Autowired Ledger ledger;
  @Autowired InventedCaseSystem caseSystem;
  @Autowired Proofs proofs;
  @Autowired HandBacks handBacks;

  private Caller caller;
  private DeadLetters deadLetters;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    Caller.areKnown(
        settings,
        "kari=operator,approver",
        "ola=operator,approver",
        "anne=approver",
        "vilde=viewer",
        "other=operator,approver@other");
  }

  @BeforeEach
  void calls() {
    caller = new Caller(port);
    deadLetters = new DeadLetters(queues, written);
  }

  @AfterEach
  void empty() {
    caseSystem.isDown(false);
    for (Queue queue : List.of(Queue.DEAD_LETTERS, Queue.CONFIRMATIONS, Queue.HAND_BACKS)) {
      broker.drain(queue);
    }
  }

  @Test
  void countsAReportAsStoredOnTheWordOfTwoPersons() {
    DeadLetters.Letter letter = letter();

    String approval = asked(registers("kari", letter));

    assertThat(state(letter)).isEqualTo(ReportState.DEAD);
    assertThat(broker.drain(Queue.CONFIRMATIONS)).isEmpty();
    JsonNode shown = Caller.json(caller.get("ola", "/api/dead-letters/" + letter.id()));
    assertThat(shown.path("approval").path("id").asString("")).isEqualTo(approval);
    assertThat(shown.path("approval").path("text").asString("")).isEqualTo(WORDS);

    HttpResponse<String> answer = approves("ola", approval);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Caller.json(answer).path("state").asString("")).isEqualTo("APPROVED");
    assertThat(Caller.json(answer).path("decidedBy").asString("")).isEqualTo("ola");
    assertThat(Caller.json(answer).path("persons").asInt()).isEqualTo(2);
    assertThat(broker.drain(Queue.DEAD_LETTERS)).isEmpty();
    List<Taken> confirmations = broker.drain(Queue.CONFIRMATIONS);
    assertThat(confirmations).hasSize(1);
    Proof proof = proofs.fromJson(confirmations.get(0).body());
    assertThat(proofs.holds(proof)).isTrue();
    assertThat(proof.kind()).isEqualTo(Proof.Kind.BY_HAND);
    assertThat(proof.readBack()).isFalse();
    assertThat(proof.journalReference()).isEqualTo(REFERENCE);
    assertThat(proof.dispatchId()).isEqualTo(letter.dispatch().dispatchId());
    assertThat(state(letter)).isEqualTo(ReportState.STORED);
    LedgerEvent stored = events(letter, EventType.STORED).get(0);
    assertThat(stored.actor()).isEqualTo("kari");
    assertThat(stored.facts())
        .containsEntry(Fact.PROOF_KIND, "BY_HAND")
        .containsEntry(Fact.APPROVED_BY, "ola")
        .containsEntry(Fact.PERSONS, "2")
        .containsEntry(Fact.LETTER, letter.id())
        .containsEntry(Fact.READ_BACK, "NOT_LOOKED_UP");
    assertThat(events(letter, EventType.APPROVED).get(0).actor()).isEqualTo("ola");
    JsonNode report =
        Caller.json(caller.get("vilde", "/api/reports/" + letter.dispatch().reportId()));
    assertThat(report.path("registeredByHand").asBoolean()).isTrue();
    assertThat(report.path("dispatches").path(0).path("proofKind").asString(""))
        .isEqualTo("BY_HAND");
    assertThat(Caller.json(registers("kari", letter)).path("id").asString("")).isEqualTo(approval);
  }

  @Test
  void sendsALetterBackOnlyWithAProofThatTwoPersonsWantIt() throws Exception {
    DeadLetters.Letter letter = letter();
    String approval = asked(handsBack("kari", letter, "WRONG_RECIPIENT"));

    assertThat(approves("anne", approval).statusCode()).isEqualTo(200);
    assertThat(approves("anne", approval).statusCode()).isEqualTo(200);
    assertThat(approves("ola", approval).statusCode()).isEqualTo(200);

    assertThat(broker.drain(Queue.DEAD_LETTERS)).isEmpty();
    List<Taken> sent = broker.drain(Queue.HAND_BACKS);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).body()).isEqualTo(letter.body());
    HandBack proof =
        handBacks.fromJson(
            sent.get(0).message().getStringProperty(ReportHeaders.HAND_BACK).getBytes());
    assertThat(handBacks.holds(proof)).isTrue();
    assertThat(proof.askedBy()).isEqualTo("kari");
    assertThat(proof.approvedBy()).isEqualTo("anne");
    assertThat(proof.dispatchId()).isEqualTo(letter.dispatch().dispatchId());
    assertThat(proof.reason()).isEqualTo(HandBack.Reason.WRONG_RECIPIENT);
    assertThat(state(letter)).isEqualTo(ReportState.DEAD);
    assertThat(events(letter, EventType.APPROVED)).hasSize(1);
    assertThat(asked(handsBack("kari", letter, "WRONG_RECIPIENT"))).isEqualTo(approval);
    assertThat(registers("kari", letter).statusCode()).isEqualTo(409);
  }

  @Test
  void isNotApprovedByWhoAskedForIt() {
    DeadLetters.Letter letter = letter();
    String approval = asked(registers("kari", letter));

    HttpResponse<String> answer = approves("kari", approval);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("another person");
    assertThat(broker.drain(Queue.CONFIRMATIONS)).isEmpty();
    assertThat(broker.drain(Queue.DEAD_LETTERS)).hasSize(1);
  }

  @Test
  void isDoneOnceThoughTwoApproveAtOnce() {
    DeadLetters.Letter letter = letter();
    String approval = asked(handsBack("kari", letter, "CANNOT_BE_STORED"));

    List<CompletableFuture<Integer>> pressed =
        Stream.of("ola", "anne", "ola", "anne")
            .map(user -> CompletableFuture.supplyAsync(() -> approves(user, approval).statusCode()))
            .toList();

    assertThat(pressed.stream().map(CompletableFuture::join)).containsOnly(200);
    assertThat(broker.drain(Queue.HAND_BACKS)).hasSize(1);
    assertThat(events(letter, EventType.APPROVED)).hasSize(1);
  }

  @Test
  void doesNothingFalseForALetterThatWasSettledMeanwhile() {
    DeadLetters.Letter letter = letter();
    String approval = asked(registers("kari", letter));
    broker.drain(Queue.DEAD_LETTERS);
    written.write(LedgerEvent.of(EventType.REDELIVERED, letter.dispatch(), 5));

    assertThat(approves("ola", approval).statusCode()).isEqualTo(409);

    assertThat(
            Caller.json(caller.get("ola", "/api/approvals/" + approval)).path("state").asString(""))
        .isEqualTo("OVERTAKEN");
    assertThat(broker.drain(Queue.CONFIRMATIONS)).isEmpty();
    assertThat(events(letter, EventType.STORED)).isEmpty();
    assertThat(events(letter, EventType.APPROVED)).isEmpty();
    assertThat(registers("kari", letter).statusCode()).isEqualTo(409);
    assertThat(caller.post("ola", "/api/approvals/" + approval + "/reject").statusCode())
        .isEqualTo(409);
  }

  @Test
  void waitsForALetterThatIsInWork() {
    DeadLetters.Letter letter = letter();
    String approval = asked(registers("kari", letter));

    queues.together(
        () -> {
          queues.take(Queue.DEAD_LETTERS, "LagretLetter = '" + letter.id() + "'", m -> "in work");
          assertThat(approves("ola", approval).statusCode()).isEqualTo(503);
        });

    assertThat(events(letter, EventType.APPROVED)).isEmpty();
    assertThat(events(letter, EventType.STORED)).isEmpty();
  }

  @Test
  void looksIntoTheCaseSystemBeforeItTakesAnybodysWord() {
    DeadLetters.Letter other = letter();
    caseSystem.holds(other.dispatch().reportId(), "2020/9");
    HttpResponse<String> refused = registers("kari", other);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("2020/9");

    DeadLetters.Letter letter = letter();
    caseSystem.isDown(true);
    String approval = asked(registers("kari", letter));
    assertThat(approves("ola", approval).statusCode()).isEqualTo(503);
    assertThat(events(letter, EventType.APPROVED)).isEmpty();
    caseSystem.isDown(false);
    caseSystem.holds(letter.dispatch().reportId(), "2020/9");
    assertThat(approves("ola", approval).statusCode()).isEqualTo(409);
    caseSystem.holds(letter.dispatch().reportId(), REFERENCE);
    assertThat(approves("ola", approval).statusCode()).isEqualTo(200);
    assertThat(events(letter, EventType.STORED).get(0).facts())
        .containsEntry(Fact.READ_BACK, "RECEIPT_ONLY");
  }

  @Test
  void isRejectedOnceAndMayBeAskedForAgain() {
    DeadLetters.Letter letter = letter();
    String approval = asked(registers("kari", letter));
    assertThat(asked(registers("ola", letter))).isEqualTo(approval);
    assertThat(handsBack("ola", letter, "WRONG_RECIPIENT").statusCode()).isEqualTo(409);

    for (int i = 0; i < 2; i++) {
      assertThat(caller.post("anne", "/api/approvals/" + approval + "/reject").statusCode())
          .isEqualTo(200);
    }

    assertThat(approves("ola", approval).statusCode()).isEqualTo(409);
    assertThat(asked(registers("kari", letter))).isNotEqualTo(approval);
    assertThat(events(letter, EventType.REJECTED)).hasSize(1);
    assertThat(broker.drain(Queue.DEAD_LETTERS)).hasSize(1);
  }

  @Test
  void knowsItsOwnDeedWhenItDiedBeforeNotingIt() {
    DeadLetters.Letter letter = letter();
    String approval = asked(registers("kari", letter));
    written.write(
        LedgerEvent.of(EventType.APPROVED, ledger.deadLetter(letter.id()).orElseThrow())
            .with(Fact.APPROVAL, approval)
            .with(Fact.PERSONS, 2)
            .by("ola"),
        LedgerEvent.of(EventType.STORED, letter.dispatch(), 5).with(Fact.PROOF_KIND, "BY_HAND"));

    HttpResponse<String> again = approves("anne", approval);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(Caller.json(again).path("decidedBy").asString("")).isEqualTo("ola");
    assertThat(broker.drain(Queue.CONFIRMATIONS)).isEmpty();
  }

  @Test
  void showsWhatWasWrittenToThoseWhoDecideAndOnlyTheirOwnRecipients() {
    DeadLetters.Letter letter = letter();
    String approval = asked(registers("kari", letter));

    assertThat(caller.get("anne", "/api/approvals?state=OPEN").body()).contains(approval, WORDS);
    assertThat(caller.get("vilde", "/api/approvals").body())
        .contains(approval)
        .doesNotContain(WORDS);
    assertThat(caller.get("other", "/api/approvals").body()).doesNotContain(approval);
    assertThat(caller.get("other", "/api/approvals/" + approval).statusCode()).isEqualTo(404);
    assertThat(approves("other", approval).statusCode()).isEqualTo(404);
    assertThat(registers("other", letter).statusCode()).isEqualTo(404);
    assertThat(approves("ola", "unknown").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesWhatIsUnclear() {
    String path = "/api/dead-letters/" + letter().id();
    for (String body :
        List.of(
            "{}",
            "{\"journalReference\":\"2026/1\"}",
            "{\"reason\":\"x\"}",
            "{\"journalReference\":\"Kari <b>\",\"reason\":\"x\"}")) {
      assertThat(caller.post("kari", path + "/register-by-hand", body).statusCode())
          .as(body)
          .isEqualTo(400);
    }
    for (String body : List.of("{}", "{\"reason\":\"because\"}", "{\"reason\":1}")) {
      assertThat(caller.post("kari", path + "/hand-back", body).statusCode())
          .as(body)
          .isEqualTo(400);
    }
  }

  private DeadLetters.Letter letter() {
    return deadLetters.add("default", DeadLetterReason.FALSE_RECEIPT);
  }

  private HttpResponse<String> registers(String user, DeadLetters.Letter letter) {
    return caller.post(
        user,
        "/api/dead-letters/" + letter.id() + "/register-by-hand",
        "{\"journalReference\": \"" + REFERENCE + "\", \"reason\": \"" + WORDS + "\"}");
  }

  private HttpResponse<String> handsBack(String user, DeadLetters.Letter letter, String reason) {
    return caller.post(
        user,
        "/api/dead-letters/" + letter.id() + "/hand-back",
        "{\"reason\": \"" + reason + "\"}");
  }

  private static String asked(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Caller.json(answer).path("id").asString("");
  }

  private HttpResponse<String> approves(String user, String approval) {
    return caller.post(user, "/api/approvals/" + approval);
  }

  private ReportState state(DeadLetters.Letter letter) {
    return ledger.report(letter.dispatch().reportId()).orElseThrow().state();
  }

  private List<LedgerEvent> events(DeadLetters.Letter letter, EventType type) {
    return ledger.report(letter.dispatch().reportId()).orElseThrow().events().stream()
        .map(row -> row.event())
        .filter(event -> event.type() == type)
        .toList();
  }
}
