package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.Queues;
import no.lagret.deadletter.DeadLetters;
import no.lagret.ledger.WrittenLedger;
import no.lagret.report.DeadLetterReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@ConsoleTest
class ApiTest {

  @LocalServerPort int port;
  @Autowired Queues queues;
  @Autowired WrittenLedger written;
  @Autowired Alarms alarms;
  private Caller caller;
  private DeadLetters deadLetters;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    Caller.areKnown(settings, "all=operator", "other=operator@other");
  }

  @BeforeEach
  void calls() {
    caller = new Caller(port);
    deadLetters = new DeadLetters(queues, written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/reports?page=-1             | page must be a number from 0",
        "/api/reports?page=x              | page must be a number",
        "/api/reports?size=0              | size must be a number from 1 to 200",
        "/api/reports?size=201            | size must be a number from 1 to 200",
        "/api/reports?from=yesterday      | from must be a date",
        "/api/reports?to=2026-13-01       | to must be a date",
        "/api/reports?from=2026-11-22&to=2026-11-20 | to must not be before from",
        "/api/reports?state=LOST          | state must be one of DEAD, QUEUED",
        "/api/dead-letters?reason=NONE    | reason must be one of REFUSED",
        "/api/dead-letters?settled=perhaps | settled must be a boolean",
        "/api/ledger?type=NONE            | type must be one of FOUND",
        "/api/alarms?size=many            | size must be",
      })
  void saysWhatIsAllowedWhereAValueIsNot(String path, String saying) {
    HttpResponse<String> response = caller.get("all", path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Caller.type(response)).isEqualTo("application/problem+json");
    assertThat(Caller.json(response).path("detail").asString()).contains(saying);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/reports/unknown, 404",
    "GET, /api/dead-letters/unknown, 404",
    "GET, /api/jobs/unknown, 404",
    "GET, /api/nothing, 404",
    "GET, /nothing, 404",
    "POST, /api/dead-letters/unknown/redeliver, 404",
    "POST, /api/alarms/unknown/acknowledge, 404",
    "POST, /api/reports/unknown/set-aside, 400",
    "POST, /api/summary, 405",
    "DELETE, /api/reports, 405",
    "POST, /api/dead-letters/redeliver, 400",
  })
  void answersProblemsInOneForm(String method, String path, int status) {
    HttpResponse<String> response =
        caller.send(
            caller
                .as("all", path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(Caller.type(response)).isEqualTo("application/problem+json");
    assertThat(Caller.json(response).path("status").asInt()).isEqualTo(status);
  }

  @Test
  void listsAndShowsReportsAndDeadLetters() {
    DeadLetters.Letter letter = deadLetters.add("default", DeadLetterReason.FALSE_RECEIPT);
    String reportId = letter.dispatch().reportId();

    JsonNode list = Caller.json(caller.get("all", "/api/reports?state=DEAD&q=" + reportId));
    JsonNode report = Caller.json(caller.get("all", "/api/reports/" + reportId));
    JsonNode dead = Caller.json(caller.get("all", "/api/dead-letters/" + letter.id()));
    JsonNode summary = Caller.json(caller.get("all", "/api/summary"));

    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(list.path("items").path(0).path("reportId").asString()).isEqualTo(reportId);
    assertThat(list.path("items").path(0).has("events")).isFalse();
    assertThat(report.path("state").asString()).isEqualTo("DEAD");
    assertThat(report.path("channel").asString()).isEqualTo("SVARINN");
    assertThat(report.path("receivedAt").asString()).isEqualTo("2026-11-20T08:05:00Z");
    assertThat(report.path("dispatches").path(0).path("state").asString()).isEqualTo("DEAD");
    assertThat(report.path("events")).hasSize(2);
    assertThat(dead.path("reason").asString()).isEqualTo("FALSE_RECEIPT");
    assertThat(dead.path("attempts").asInt()).isEqualTo(3);
    assertThat(summary.path("counts").path("DEAD").asInt()).isPositive();
    assertThat(summary.path("counts").has("CONFIRMED")).isTrue();
    assertThat(summary.path("oldestWaiting").has("reportId")).isTrue();
  }

  @Test
  void letsNobodyStopTheReportsOfARecipientThatTheyDoNotSee() {
    for (String brake :
        new String[] {
          "/api/delivery/pause",
          "/api/delivery/resume",
          "/api/confirmations/hold",
          "/api/confirmations/release",
          "/api/guard/release"
        }) {
      HttpResponse<String> response = caller.post("other", brake);

      assertThat(response.statusCode()).as(brake).isEqualTo(403);
      assertThat(Caller.type(response)).isEqualTo("application/problem+json");
    }
    JsonNode summary = Caller.json(caller.get("all", "/api/summary"));
    assertThat(summary.path("brakes").path("default").path("delivery").path("stopped").asBoolean())
        .isFalse();
  }

  @Test
  void setsAsideOnlyWhatTheUserSees() {
    DeadLetters.Letter letter = deadLetters.add("default", DeadLetterReason.REFUSED);
    String path = "/api/reports/" + letter.dispatch().reportId() + "/set-aside";

    assertThat(caller.post("other", path, "{\"reason\": \"x\"}").statusCode()).isEqualTo(404);
    assertThat(caller.post("all", path, "{\"reason\": \"x\"}").statusCode()).isEqualTo(409);
  }

  @Test
  void takesDatesAsWholeDaysInNorway() {
    String reportId = deadLetters.add("default", DeadLetterReason.REFUSED).dispatch().reportId();

    for (String fitting :
        new String[] {
          "from=2026-11-20&to=2026-11-20",
          "from=2026-11-20T09:05:00+01:00",
          "to=2026-11-20T08:05:01Z"
        }) {
      assertThat(found("/api/reports?q=" + reportId + "&" + fitting)).as(fitting).isEqualTo(1);
    }
    for (String not :
        new String[] {"from=2026-11-21", "to=2026-11-19", "to=2026-11-20T08:05:00Z"}) {
      assertThat(found("/api/reports?q=" + reportId + "&" + not)).as(not).isZero();
    }
  }

  @Test
  void showsAUserOnlyTheRecipientsThatAreTheirs() {
    DeadLetters.Letter hidden = deadLetters.add("default", DeadLetterReason.REFUSED);
    DeadLetters.Letter seen = deadLetters.add("other", DeadLetterReason.REFUSED);
    alarms.begin(Condition.PORTAL_DOWN, "default", "default", null, "Wait.");

    for (String path :
        new String[] {
          "/api/reports/" + hidden.dispatch().reportId(), "/api/dead-letters/" + hidden.id()
        }) {
      assertThat(caller.get("other", path).statusCode()).isEqualTo(404);
    }
    assertThat(caller.post("other", "/api/dead-letters/" + hidden.id() + "/redeliver").statusCode())
        .isEqualTo(404);
    for (String list : new String[] {"reports", "dead-letters", "ledger", "alarms"}) {
      String body = caller.get("other", "/api/" + list).body();
      assertThat(body).doesNotContain("\"default\"");
      String asked = caller.get("other", "/api/" + list + "?recipient=default").body();
      assertThat(asked).doesNotContain("\"default\"");
    }
    assertThat(caller.get("other", "/api/dead-letters/" + seen.id()).statusCode()).isEqualTo(200);
    JsonNode summary = Caller.json(caller.get("other", "/api/summary"));
    assertThat(summary.path("oldestWaiting").path("recipient").asString()).isEqualTo("other");
    assertThat(summary.path("alarms")).isEmpty();
  }

  @Test
  void deliversALetterAgainAndTellsHowFarItIs() {
    DeadLetters.Letter letter = deadLetters.add("default", DeadLetterReason.FALSE_RECEIPT);

    HttpResponse<String> answer =
        caller.post("all", "/api/dead-letters/" + letter.id() + "/redeliver");

    assertThat(answer.statusCode()).isEqualTo(202);
    String job = answer.headers().firstValue("Location").orElseThrow();
    await()
        .untilAsserted(
            () -> {
              JsonNode told = Caller.json(caller.get("all", job));
              assertThat(told.path("state").asString()).isEqualTo("DONE");
              assertThat(told.path("redelivered").asInt()).isEqualTo(1);
              assertThat(told.path("askedBy").asString()).isEqualTo("all");
            });
    assertThat(caller.get("other", job).statusCode()).isEqualTo(404);
  }

  @Test
  void freezesWhatAJobIsAboutWhenItIsOrdered() {
    DeadLetters.Letter first = deadLetters.add("other", DeadLetterReason.CONFLICT);
    deadLetters.add("default", DeadLetterReason.CONFLICT);

    HttpResponse<String> byReason =
        caller.post("other", "/api/dead-letters/redeliver", "{\"reason\":\"CONFLICT\"}");
    DeadLetters.Letter later = deadLetters.add("other", DeadLetterReason.CONFLICT);
    HttpResponse<String> byIds =
        caller.post("other", "/api/dead-letters/redeliver", "{\"ids\":[\"" + later.id() + "\"]}");

    assertThat(byReason.statusCode()).isEqualTo(202);
    assertThat(Caller.json(byReason).path("total").asInt()).isEqualTo(1);
    assertThat(byReason.body()).contains(first.id());
    assertThat(byIds.statusCode()).isEqualTo(202);
    assertThat(byIds.body()).contains(later.id());
  }

  @Test
  void refusesOrdersThatAreUnclear() {
    for (String body :
        new String[] {
          "{}",
          "{\"ids\":[]}",
          "{\"ids\":[null]}",
          "{\"ids\":[\"a\"],\"reason\":\"REFUSED\"}",
          "{\"reason\":\"NONE\"}",
          "no json"
        }) {
      HttpResponse<String> answer = caller.post("all", "/api/dead-letters/redeliver", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(Caller.type(answer)).isEqualTo("application/problem+json");
    }
  }

  @Test
  void notesWhoHasSeenAnAlarm() {
    alarms.begin(Condition.DISK, "data", null, null, "Make room.");
    JsonNode standing = Caller.json(caller.get("all", "/api/alarms?q=DISK"));
    String id = standing.path("items").path(0).path("id").asString();

    assertThat(caller.post("all", "/api/alarms/" + id + "/acknowledge").statusCode())
        .isEqualTo(204);

    assertThat(caller.get("other", "/api/alarms?q=DISK").body())
        .contains("\"acknowledgedBy\":\"all\"");
  }

  private int found(String path) {
    return Caller.json(caller.get("all", path)).path("total").asInt();
  }
}
