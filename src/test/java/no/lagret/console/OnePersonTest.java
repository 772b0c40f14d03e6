package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import no.lagret.broker.OwnBroker;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.casesystem.InventedCaseSystem;
import no.lagret.deadletter.DeadLetters;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.WrittenLedger;
import no.lagret.report.DeadLetterReason;
import no.lagret.sealing.HandBack;
import no.lagret.sealing.HandBacks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A municipality too small for a second person: the decision says that it is one person's. */
@ConsoleTest
class OnePersonTest {

  @LocalServerPort int port;
  @Autowired Queues queues;
  @Autowired OwnBroker broker;
  @Autowired WrittenLedger written;
  @Autowired Ledger ledger;
  @Autowired InventedCaseSystem caseSystem;
  @Autowired HandBacks handBacks;

  private Caller caller;
  private DeadLetters.Letter letter;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    settings.add("lagret.approvals.second-person", () -> false);
    Caller.areKnown(settings, "kari=operator");
  }

  @BeforeEach
  void calls() {
    caller = new Caller(port);
    letter = new DeadLetters(queues, written).add("default", DeadLetterReason.REFUSED);
  }

  @Test
  void isDoneAtOnceWhenTheCaseSystemAnswers() {
    caseSystem.isDown(true);
    assertThat(registers().statusCode()).isEqualTo(503);
    caseSystem.isDown(false);

    JsonNode answer = Caller.json(registers());

    assertThat(answer.path("state").asString("")).isEqualTo("APPROVED");
    assertThat(answer.path("persons").asInt()).isEqualTo(1);
    assertThat(broker.drain(Queue.CONFIRMATIONS)).hasSize(1);
    LedgerEvent stored = event(EventType.STORED);
    assertThat(stored.actor()).isEqualTo("kari");
    assertThat(stored.facts()).containsEntry(Fact.PERSONS, "1").doesNotContainKey(Fact.APPROVED_BY);
    assertThat(Caller.json(registers()).path("id")).isEqualTo(answer.path("id"));
  }

  @Test
  void saysSoInWhatGoesToThePortal() throws Exception {
    caller.post(
        "kari",
        "/api/dead-letters/" + letter.id() + "/hand-back",
        "{\"reason\": \"DUPLICATE_ON_PAPER\"}");

    List<OwnBroker.Taken> sent = broker.drain(Queue.HAND_BACKS);
    assertThat(sent).hasSize(1);
    HandBack proof =
        handBacks.fromJson(sent.get(0).message().getStringProperty("LagretHandBack").getBytes());
    assertThat(handBacks.holds(proof)).isTrue();
    assertThat(proof.persons()).isEqualTo(1);
    assertThat(event(EventType.APPROVED).facts()).containsEntry(Fact.PERSONS, "1");
  }

  private HttpResponse<String> registers() {
    return caller.post(
        "kari",
        "/api/dead-letters/" + letter.id() + "/register-by-hand",
        "{\"journalReference\": \"2026/1\", \"reason\": \"x\"}");
  }

  private LedgerEvent event(EventType type) {
    return ledger.report(letter.dispatch().reportId()).orElseThrow().events().stream()
        .map(row -> row.event())
        .filter(event -> event.type() == type)
        .findFirst()
        .orElseThrow();
  }
}
