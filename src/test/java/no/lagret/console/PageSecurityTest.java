package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import no.lagret.broker.Queues;
import no.lagret.deadletter.DeadLetters;
import no.lagret.deadletter.Jobs;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.WrittenLedger;
import no.lagret.report.Channel;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.Dispatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The pages against somebody who means harm. */
@ConsoleTest
class PageSecurityTest {

  private static final String SCRIPT = "\"'><script>alert(1)</script>";
  private static final String ESCAPED = "&lt;script&gt;";

  @LocalServerPort int port;
  @Autowired WrittenLedger written;
  @Autowired Queues queues;
  @Autowired Ledger ledger;
  @Autowired Jobs jobs;
  private Caller caller;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    Caller.areKnown(
        settings,
        "viewer=viewer",
        "operator=operator",
        "approver=approver",
        "engineer=engineer",
        "two-districts=operator@alna,sagene");
  }

  @Test
  void showsNoJobWithALetterOfSomebodyElses() {
    DeadLetters letters = new DeadLetters(queues, written);
    String mixed = job(letters, "alna", "frogner", "sagene");
    String own = job(letters, "alna", "sagene");

    assertThat(caller.send(page("two-districts", "/jobs/" + mixed)).statusCode()).isEqualTo(404);
    assertThat(caller.send(page("two-districts", "/jobs/" + own)).statusCode()).isEqualTo(200);
    assertThat(caller.send(page("two-districts", "/dead-letters")).body())
        .contains(own)
        .doesNotContain(mixed);
  }

  private String job(DeadLetters letters, String... recipients) {
    return jobs.redeliver(
            Stream.of(recipients)
                .map(name -> letters.add(name, DeadLetterReason.REFUSED).id())
                .map(id -> ledger.deadLetter(id).orElseThrow())
                .toList(),
            "operator")
        .id();
  }

  @BeforeEach
  void calls() {
    caller = new Caller(port);
  }

  private HttpRequest.Builder page(String user, String path) {
    return caller.as(user, path).header("Accept", "text/html");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /,                                        viewer operator approver engineer",
    "GET,  /reports,                                 viewer operator approver engineer",
    "GET,  /reports/x,                               viewer operator approver engineer",
    "GET,  /dead-letters,                            viewer operator approver engineer",
    "GET,  /dead-letters/x,                          viewer operator approver engineer",
    "GET,  /dead-letters/x/hand-back,                viewer operator approver engineer",
    "GET,  /dead-letters/export.csv,                 viewer operator approver engineer",
    "GET,  /approvals,                               viewer operator approver engineer",
    "GET,  /approvals/x,                             viewer operator approver engineer",
    "GET,  /alarms,                                  viewer operator approver engineer",
    "GET,  /jobs/x,                                  viewer operator approver engineer",
    "GET,  /ledger,                                  viewer operator approver engineer",
    "GET,  /ledger/export.csv,                       viewer operator approver engineer",
    "GET,  /help,                                    viewer operator approver engineer",
    "GET,  /dead-letters/x/content,                  operator",
    "POST, /dead-letters/x/redeliver,                operator",
    "POST, /dead-letters/redeliver,                  operator",
    "POST, /dead-letters/x/note,                     operator",
    "POST, /dead-letters/x/park,                     operator",
    "POST, /dead-letters/x/open,                     operator",
    "POST, /dead-letters/x/register-by-hand,         operator",
    "POST, /dead-letters/x/hand-back,                operator",
    "POST, /reports/x/set-aside,                     operator",
    "POST, /alarms/x/acknowledge,                    operator",
    "POST, /delivery/pause,                          operator",
    "POST, /delivery/resume,                         operator",
    "POST, /confirmations/hold,                      operator",
    "POST, /confirmations/release,                   operator",
    "POST, /guard/release,                           operator",
    "POST, /ledger/verify,                           operator",
    "POST, /approvals/x,                             approver",
    "POST, /approvals/x/reject,                      approver",
    "POST, /routes/activate,                         engineer",
    "POST, /routes/rollback,                         engineer",
    "POST, /routes/dry-run,                          engineer",
  })
  void letsOnlyTheseRolesDoIt(String method, String path, String allowed) {
    for (String user : new String[] {"viewer", "operator", "approver", "engineer"}) {
      HttpResponse<String> response =
          caller.send(page(user, path).method(method, BodyPublishers.noBody()));
      if (Set.of(allowed.split(" ")).contains(user)) {
        assertThat(response.statusCode()).as("%s %s %s", user, method, path).isNotIn(401, 403, 500);
      } else {
        assertThat(response.statusCode()).as("%s %s %s", user, method, path).isEqualTo(403);
        assertThat(response.body()).contains("Du har ikke tilgang");
      }
    }
    HttpResponse<String> nobody =
        caller.send(
            caller.to(path).header("Accept", "text/html").method(method, BodyPublishers.noBody()));
    assertThat(nobody.statusCode()).isEqualTo(302);
    assertThat(nobody.headers().firstValue("Location").orElse("")).contains("/login?next=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/reports?q=%s",
        "/reports?state=%s",
        "/reports?from=%s",
        "/reports?page=%s",
        "/reports/%s",
        "/dead-letters?q=%s",
        "/dead-letters?reason=%s",
        "/dead-letters?order=%s",
        "/dead-letters/%s",
        "/ledger?q=%s",
        "/ledger?actor=%s",
        "/ledger?type=%s",
        "/approvals?state=%s",
        "/jobs/%s",
        "/help/%s",
        "/login?next=%s",
        "/login?locked=%s",
        "/?language=%s",
        "/%s",
      })
  void repeatsNothingAsMarkup(String path) {
    String hostile = URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8).replace("+", "%20");

    HttpResponse<String> answer = caller.send(page("operator", path.formatted(hostile)));

    assertThat(answer.statusCode()).isNotEqualTo(500);
    assertThat(answer.body()).doesNotContain("<script>alert");
    if (answer.statusCode() == 400 && !answer.body().contains("<main")) {
      return; // The server itself refused the path.
    }
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "form-action 'self'");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void showsIdsFromOutsideAsTheyAreAndNotAsMarkup() {
    String id = "<script>alert(1)</script>" + UUID.randomUUID();
    Dispatch dispatch =
        new Dispatch(
            "default",
            Channel.SVARINN,
            id,
            id,
            1,
            null,
            Instant.parse("2026-11-20T08:05:00Z"),
            null,
            "0".repeat(64),
            1);
    written.write(
        LedgerEvent.of(EventType.QUEUED, dispatch, 1),
        LedgerEvent.of(EventType.DEAD_LETTERED, dispatch, 2)
            .with(Fact.LETTER, "letter-" + UUID.randomUUID())
            .with(Fact.REASON, "REFUSED"));

    for (String path : new String[] {"/reports", "/dead-letters", "/ledger"}) {
      String body = caller.send(page("operator", path)).body();
      assertThat(body).as(path).contains(ESCAPED).doesNotContain("<script>alert");
    }
    String csv = caller.send(page("operator", "/ledger/export.csv")).body();
    assertThat(csv).contains(id);
  }

  @Test
  void makesNoFormulaOfAnIdInASpreadsheet() {
    String id = "=HYPERLINK(1)" + UUID.randomUUID();
    Dispatch dispatch =
        new Dispatch(
            "default",
            Channel.SVARINN,
            id,
            id,
            1,
            null,
            Instant.parse("2026-11-20T08:05:00Z"),
            null,
            "0".repeat(64),
            1);
    written.write(LedgerEvent.of(EventType.QUEUED, dispatch, 1));

    String csv = caller.send(page("operator", "/ledger/export.csv")).body();

    assertThat(csv).contains(";'=HYPERLINK").doesNotContain(";=HYPERLINK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
        "/login?next=/",
        "/api/summary",
        "\\\\evil.example",
      })
  void sendsNobodyElsewhereAfterSigningIn(String next) {
    assertThat(Paths.own(next)).isIn("/", "/%09/evil.example");
    String encoded = URLEncoder.encode(next, StandardCharsets.UTF_8);
    String page =
        caller.send(caller.to("/login?next=" + encoded).header("Accept", "text/html")).body();
    assertThat(page).doesNotContain("value=\"https:").doesNotContain("value=\"//");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../application.yaml",
        "/assets/%2e%2e/application.yaml",
        "/assets/..%2fapplication.yaml",
        "/assets/..;/application.yaml",
        "/no/lagret/console/words.properties",
        "/assets/",
        "/webjars/",
        "/application.yaml",
        "/db/migration/V1__ledger.sql",
        "//reports",
        "/reports/..%2f..%2fapplication.yaml",
      })
  void givesNoFileThatIsNoAsset(String path) {
    HttpResponse<String> answer = caller.send(page("operator", path));

    assertThat(answer.statusCode()).isIn(302, 400, 404);
    assertThat(answer.body()).doesNotContain("create table", "data-directory", "nav.overview");
  }
}
