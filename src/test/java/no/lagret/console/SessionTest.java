package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ConsoleTest
class SessionTest {

  private static final String CHANGE = "/api/alarms/x/acknowledge";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  @LocalServerPort int port;
  private Caller caller;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    Caller.areKnown(settings, "kari=operator,approver");
  }

  @BeforeEach
  void calls() {
    caller = new Caller(port);
  }

  @Test
  void takesNoChangeFromASessionWithoutItsToken() {
    String session = signedIn();

    HttpResponse<String> read = caller.send(caller.to("/api/alarms").header("Cookie", session));
    HttpResponse<String> change =
        caller.send(caller.to(CHANGE).header("Cookie", session).POST(BodyPublishers.noBody()));
    HttpResponse<String> changeWithBasicToo =
        caller.send(
            caller.as("kari", CHANGE).header("Cookie", session).POST(BodyPublishers.noBody()));

    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(change.statusCode()).isEqualTo(403);
    assertThat(change.body()).contains("CSRF");
    assertThat(changeWithBasicToo.statusCode()).isEqualTo(403);
  }

  @Test
  void takesAChangeFromASessionWithItsToken() {
    String session = signedIn();
    String token = tokenOf(session);

    HttpResponse<String> change =
        caller.send(
            caller
                .to(CHANGE)
                .header("Cookie", session)
                .header("X-CSRF-TOKEN", token)
                .POST(BodyPublishers.noBody()));

    assertThat(change.statusCode()).isEqualTo(404);
    assertThat(change.body()).contains("No such alarm");
  }

  @Test
  void takesAChangeFromAProgramButNotFromAPageOfAnotherSite() {
    HttpResponse<String> program = caller.post("kari", CHANGE);
    HttpResponse<String> elsewhere =
        caller.send(
            caller
                .as("kari", CHANGE)
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));

    assertThat(program.statusCode()).isEqualTo(404);
    assertThat(elsewhere.statusCode()).isEqualTo(403);
  }

  @Test
  void guardsTheSessionCookie() {
    HttpResponse<String> page = caller.send(caller.to("/login"));

    assertThat(page.headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly")
        .contains("SameSite=Strict");
  }

  @Test
  void refusesAWrongPasswordAtTheFormToo() {
    HttpResponse<String> page = caller.send(caller.to("/login"));

    HttpResponse<String> answer = signIn(cookie(page), token(page.body()), "wrong");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Caller.type(answer)).isEqualTo("application/problem+json");
  }

  private String signedIn() {
    HttpResponse<String> page = caller.send(caller.to("/login"));
    HttpResponse<String> answer = signIn(cookie(page), token(page.body()), Caller.PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(204);
    return cookie(answer);
  }

  private HttpResponse<String> signIn(String session, String token, String password) {
    return caller.send(
        caller
            .to("/login")
            .header("Cookie", session)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "username=kari&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8)
                        + "&_csrf="
                        + URLEncoder.encode(token, StandardCharsets.UTF_8))));
  }

  private String tokenOf(String session) {
    return token(caller.send(caller.to("/login").header("Cookie", session)).body());
  }

  private static String token(String page) {
    Matcher matcher = TOKEN.matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return matcher.group(1);
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }
}
