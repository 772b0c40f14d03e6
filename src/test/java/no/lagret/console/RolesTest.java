package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ConsoleTest
class RolesTest {

  @LocalServerPort int port;
  private Caller caller;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    Caller.areKnown(
        settings, "viewer=viewer", "operator=operator", "approver=approver", "engineer=engineer");
  }

  @BeforeEach
  void calls() {
    caller = new Caller(port);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /api/summary,                        viewer operator approver engineer",
    "GET,  /api/reports,                        viewer operator approver engineer",
    "GET,  /api/reports/x,                      viewer operator approver engineer",
    "GET,  /api/dead-letters,                   viewer operator approver engineer",
    "GET,  /api/dead-letters/x,                 viewer operator approver engineer",
    "GET,  /api/alarms,                         viewer operator approver engineer",
    "GET,  /api/ledger,                         viewer operator approver engineer",
    "GET,  /api/figures,                        viewer operator approver engineer",
    "GET,  /api/jobs/x,                         viewer operator approver engineer",
    "GET,  /api/approvals,                      viewer operator approver engineer",
    "GET,  /actuator/health,                    viewer operator approver engineer",
    "GET,  /actuator/health/readiness,          viewer operator approver engineer",
    "GET,  /actuator/prometheus,                viewer operator approver engineer",
    "GET,  /,                                   viewer operator approver engineer",
    "GET,  /api/dead-letters/x/content,         operator",
    "POST, /api/dead-letters/x/redeliver,       operator",
    "POST, /api/dead-letters/redeliver,         operator",
    "POST, /api/dead-letters/x/park,            operator",
    "POST, /api/dead-letters/x/note,            operator",
    "POST, /api/dead-letters/x/open,            operator",
    "POST, /api/dead-letters/x/register-by-hand, operator",
    "POST, /api/dead-letters/x/hand-back,       operator",
    "POST, /api/reports/x/set-aside,            operator",
    "POST, /api/delivery/pause,                 operator",
    "POST, /api/delivery/resume,                operator",
    "POST, /api/confirmations/hold,             operator",
    "POST, /api/confirmations/release,          operator",
    "POST, /api/guard/release,                  operator",
    "POST, /api/alarms/x/acknowledge,           operator",
    "POST, /api/reconciliations,                operator",
    "POST, /api/something-new,                  operator",
    "PUT,  /api/reports/x,                      operator",
    "POST, /api/approvals/x,                    approver",
    "POST, /api/approvals/x/reject,             approver",
    "POST, /api/routes/activate,                engineer",
    "POST, /api/routes/rollback,                engineer",
    "POST, /api/routes/dry-run,                 engineer",
  })
  void letsOnlyTheseRolesDoIt(String method, String path, String allowed) {
    for (String user : new String[] {"viewer", "operator", "approver", "engineer"}) {
      HttpResponse<String> response =
          caller.send(caller.as(user, path).method(method, BodyPublishers.noBody()));

      if (Set.of(allowed.split(" ")).contains(user)) {
        assertThat(response.statusCode()).as("%s %s %s", user, method, path).isNotIn(401, 403, 500);
      } else {
        assertThat(response.statusCode()).as("%s %s %s", user, method, path).isEqualTo(403);
        assertThat(Caller.type(response)).isEqualTo("application/problem+json");
      }
    }
    HttpResponse<String> nobody =
        caller.send(caller.to(path).method(method, BodyPublishers.noBody()));
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(Caller.type(nobody)).isEqualTo("application/problem+json");
  }

  @Test
  void opensNothingButLiveness() {
    HttpResponse<String> liveness = caller.send(caller.to("/actuator/health/liveness"));

    assertThat(liveness.statusCode()).isEqualTo(200);
    assertThat(liveness.body()).contains("UP").doesNotContain("details");
    for (String path : new String[] {"/actuator", "/actuator/env", "/error", "/nowhere", "/api"}) {
      assertThat(caller.send(caller.to(path)).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void refusesAWrongPasswordAndAnUnknownUserAlike() {
    for (String pair : new String[] {"viewer:wrong", "nobody:" + Caller.PASSWORD, ":"}) {
      String[] parts = pair.split(":", 2);
      HttpResponse<String> response =
          caller.send(
              caller.to("/api/summary").header("Authorization", Caller.basic(parts[0], parts[1])));

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(Caller.json(response).path("status").asInt()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/summary", "/api/reports/unknown", "/actuator/health/liveness"})
  void keepsEveryAnswerOutOfCachesAndFrames(String path) {
    HttpResponse<String> response = caller.get("viewer", path);

    assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; style-src 'self'")
        .contains("frame-ancestors 'none'");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }
}
