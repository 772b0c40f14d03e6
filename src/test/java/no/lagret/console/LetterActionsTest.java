package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.lagret.broker.OwnBroker;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.deadletter.DeadLetters;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.WrittenLedger;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.DeadLetterReason;
import no.lagret.sealing.Keyring;
import no.lagret.sealing.MacKeys;
import no.lagret.testing.InventedReport;
import no.lagret.testing.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What an operator notes of a dead letter, and reading it. */
@ConsoleTest
class LetterActionsTest {

  private static final String WORDS = "Oppdiktet Testesen ringte";

  @LocalServerPort int port;
  @Autowired Queues queues;
  @Autowired OwnBroker broker;
  @Autowired WrittenLedger written;
  @Autowired Ledger ledger;
  @Autowired PerRecipient<Keyring> keys;
  @Autowired MovableClock clock;

  @Autowired
  @Qualifier("stampKeys")
  MacKeys stampKeys;

  private final InventedReport report = InventedReport.small();
  private Caller caller;
  private DeadLetters deadLetters;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    Caller.areKnown(settings, "kari=operator", "ola=operator", "vilde=viewer");
  }

  @BeforeEach
  void calls() {
    caller = new Caller(port);
    deadLetters = new DeadLetters(queues, written);
  }

  @AfterEach
  void setRight() {
    clock.runsAheadBy(Duration.ZERO);
    broker.drain(Queue.DEAD_LETTERS);
  }

  @Test
  void showsANoteToOperatorsAndKeepsItReadableNowhere() throws IOException {
    String letter = letter();

    assertThat(does("kari", letter, "note", "{\"text\": \" " + WORDS + " \"}").statusCode())
        .isEqualTo(201);

    JsonNode note = shown("ola", letter).path("notes").path(0);
    assertThat(note.path("text").asString("")).isEqualTo(WORDS);
    assertThat(note.path("by").asString("")).isEqualTo("kari");
    JsonNode toAViewer = shown("vilde", letter).path("notes").path(0);
    assertThat(toAViewer.path("by").asString("")).isEqualTo("kari");
    assertThat(toAViewer.has("text")).isFalse();
    LedgerEvent event = told(letter, EventType.NOTE);
    assertThat(event.actor()).isEqualTo("kari");
    assertThat(event.id()).isEqualTo(note.path("id").asString(""));
    assertThat(everyRow()).doesNotContain("Testesen");
  }

  @Test
  void parksUntilATimeThatEndsByItself() {
    String letter = letter();
    String until = Instant.now().plus(Duration.ofHours(2)).toString();

    String body = "{\"until\": \"" + until + "\", \"reason\": \"" + WORDS + "\"}";
    assertThat(does("kari", letter, "park", body).statusCode()).isEqualTo(204);

    assertThat(shown("ola", letter).path("parkedUntil").asString(""))
        .startsWith(until.substring(0, 19));
    assertThat(shown("ola", letter).path("parkedReason").asString("")).isEqualTo(WORDS);
    assertThat(shown("vilde", letter).has("parkedReason")).isFalse();
    assertThat(told(letter, EventType.PARKED).actor()).isEqualTo("kari");
    clock.runsAheadBy(Duration.ofHours(3));
    assertThat(shown("ola", letter).has("parkedUntil")).isFalse();
    clock.runsAheadBy(Duration.ZERO);
    assertThat(does("ola", letter, "park", "{\"until\": null}").statusCode()).isEqualTo(204);
    assertThat(shown("ola", letter).has("parkedUntil")).isFalse();
    assertThat(ledger.deadLetter(letter).orElseThrow().settledAt()).isNull();
  }

  @Test
  void showsTheReportOnlyToWhoSaidWhyAndOnlyForMinutes() {
    String letter = readable();
    assertThat(content("kari", letter).statusCode()).isEqualTo(403);
    assertThat(does("kari", letter, "open", "{\"reason\": \" \"}").statusCode()).isEqualTo(400);
    assertThat(content("kari", letter).statusCode()).isEqualTo(403);

    assertThat(opens("kari", letter).statusCode()).isEqualTo(200);

    HttpResponse<byte[]> pdf = content("kari", letter);
    assertThat(pdf.statusCode()).isEqualTo(200);
    assertThat(pdf.body()).isEqualTo(report.pdf());
    assertThat(pdf.headers().allValues("Content-Type"))
        .containsExactly(MediaType.APPLICATION_PDF_VALUE);
    assertThat(pdf.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(pdf.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(pdf.headers().firstValue("Content-Disposition").orElse(""))
        .isEqualTo("inline; filename=\"" + letter + ".pdf\"");
    assertThat(told(letter, EventType.OPENED).actor()).isEqualTo("kari");
    assertThat(content("ola", letter).statusCode()).isEqualTo(403);
    assertThat(content("vilde", letter).statusCode()).isEqualTo(403);
    clock.runsAheadBy(Duration.ofMinutes(10));
    assertThat(content("kari", letter).statusCode()).isEqualTo(403);
    clock.runsAheadBy(Duration.ofMinutes(-1));
    assertThat(content("kari", letter).statusCode()).isEqualTo(403);
  }

  @Test
  void leavesALetterThatIsReadWhereItIs() throws Exception {
    String letter = readable();
    opens("kari", letter);

    for (int i = 0; i < 3; i++) {
      assertThat(content("kari", letter).statusCode()).isEqualTo(200);
    }

    List<OwnBroker.Taken> lying = broker.drain(Queue.DEAD_LETTERS);
    assertThat(lying).hasSize(1);
    assertThat(lying.get(0).message().getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
  }

  @Test
  void saysThatALetterInWorkCannotBeReadNow() {
    String letter = readable();
    opens("kari", letter);

    queues.together(
        () -> {
          queues.take(Queue.DEAD_LETTERS, "LagretLetter = '" + letter + "'", m -> "in work");
          assertThat(content("kari", letter).statusCode()).isEqualTo(503);
        });
  }

  @Test
  void saysWhyAReportCannotBeShown() {
    String damaged = deadLetters.add("default", DeadLetterReason.DAMAGED).id();
    opens("kari", damaged);

    HttpResponse<byte[]> answer = content("kari", damaged);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("application/problem+json");
    assertThat(new String(answer.body())).contains("STAMP");
  }

  @Test
  void refusesWhatIsUnclearAndWhatIsSettled() {
    String letter = letter();
    for (String call : List.of("note", "open")) {
      for (String body : List.of("{}", "{\"text\":\"\",\"reason\":\" \"}", "nonsense")) {
        assertThat(does("kari", letter, call, body).statusCode()).as(call + body).isEqualTo(400);
      }
      assertThat(does("kari", "unknown", call, "{\"text\":\"x\",\"reason\":\"x\"}").statusCode())
          .isEqualTo(404);
    }
    assertThat(does("kari", letter, "park", "{\"until\":\"tomorrow\"}").statusCode())
        .isEqualTo(400);
    DeadLetters.Letter settled = deadLetters.add("default", DeadLetterReason.REFUSED);
    written.write(LedgerEvent.of(EventType.REDELIVERED, settled.dispatch(), 5));
    assertThat(opens("kari", settled.id()).statusCode()).isEqualTo(409);
    assertThat(does("kari", settled.id(), "park", "{}").statusCode()).isEqualTo(409);
    assertThat(does("kari", settled.id(), "note", "{\"text\":\"x\"}").statusCode()).isEqualTo(201);
  }

  private String letter() {
    return deadLetters.add("default", DeadLetterReason.REFUSED).id();
  }

  private String readable() {
    return deadLetters
        .addReadable(
            "default", DeadLetterReason.REFUSED, report.pdf(), keys.of("default"), stampKeys)
        .id();
  }

  private HttpResponse<String> opens(String user, String letter) {
    return does(user, letter, "open", "{\"reason\": \"" + WORDS + "\"}");
  }

  private HttpResponse<String> does(String user, String letter, String what, String body) {
    return caller.post(user, "/api/dead-letters/" + letter + "/" + what, body);
  }

  private JsonNode shown(String user, String letter) {
    return Caller.json(caller.get(user, "/api/dead-letters/" + letter));
  }

  private HttpResponse<byte[]> content(String user, String letter) {
    return caller.bytes(caller.as(user, "/api/dead-letters/" + letter + "/content"));
  }

  private LedgerEvent told(String letter, EventType type) {
    await().until(() -> ledger.hasEvent(type, letter));
    return ledger
        .report(ledger.deadLetter(letter).orElseThrow().reportId())
        .orElseThrow()
        .events()
        .stream()
        .map(row -> row.event())
        .filter(event -> event.type() == type)
        .findFirst()
        .orElseThrow();
  }

  /** All that the ledger's database holds, as text. */
  private String everyRow() {
    StringBuilder all = new StringBuilder();
    for (String table : List.of("ledger", "sealed_text", "note", "park", "opening")) {
      all.append(
          JdbcClient.create(written.database()).sql("select * from " + table).query().listOfRows());
    }
    return all.toString();
  }
}
