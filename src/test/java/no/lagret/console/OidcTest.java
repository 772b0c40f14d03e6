package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.TokenRequest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.lagret.testing.Chromium;
import no.lagret.testing.MovableClock;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Sign-in by an identity provider, over real HTTP and with what a browser would send along. */
@ConsoleTest
@ExtendWith(OutputCaptureExtension.class)
class OidcTest {

  private static final String BEGIN = "/oauth2/authorization/kommune";

  /** Synthetic: an invented date, with 80 added to its month, and check digits that fit. */
  private static final String NATIONAL_IDENTITY_NUMBER = "29922049902";

  private static final MockOAuth2Server PROVIDER = provider();

  @LocalServerPort int port;
  @Autowired MovableClock clock;
  private SurfingCaller browser;

  private static MockOAuth2Server provider() {
    MockOAuth2Server provider = new MockOAuth2Server();
    provider.start();
    return provider;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) {
    String client = "spring.security.oauth2.client.";
    settings.add(client + "registration.kommune.client-id", () -> "lagret");
    settings.add(client + "registration.kommune.client-secret", () -> "secret");
    settings.add(client + "registration.kommune.client-name", () -> "Kommunens pålogging");
    settings.add(client + "registration.kommune.scope", () -> "openid,profile");
    settings.add(
        client + "provider.kommune.issuer-uri", () -> PROVIDER.issuerUrl("kommune").toString());
    settings.add("lagret.oidc.role-claim", () -> "realm_access.roles");
    settings.add("lagret.oidc.roles[Lagret.Viewer]", () -> "viewer");
    settings.add("lagret.oidc.roles[lagret_operators]", () -> "Operator");
    settings.add("lagret.oidc.recipients[Lagret.Viewer]", () -> "other");
    settings.add("lagret.oidc.recipients[lagret_operators]", () -> "default,third");
    settings.add("lagret.users[0].name", () -> "kari");
    settings.add("lagret.users[0].password", () -> Caller.HASH);
    settings.add("lagret.users[0].roles", () -> "viewer");
  }

  @AfterAll
  static void closeProvider() {
    PROVIDER.shutdown();
  }

  @BeforeEach
  void opensBrowser() {
    browser = new SurfingCaller(port);
  }

  @AfterEach
  void takesTheClockBack() {
    clock.runsAheadBy(Duration.ZERO);
  }

  @Test
  void letsInWhoHasARoleUnderTheNameOfTheProvider() {
    provides(Map.of("preferred_username", "ola.nordmann@kommune.no"), "lagret_operators", "else");

    HttpResponse<String> page = browser.follow(BEGIN);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.uri().getPath()).isEqualTo("/");
    assertThat(page.body()).contains("ola.nordmann@kommune.no");
    assertThat(browser.post("/api/alarms/x/acknowledge", page).statusCode()).isEqualTo(404);
    assertThat(browser.cookies()).containsKey("JSESSIONID").doesNotContainKey("lagret-sign-in");
  }

  @Test
  void givesOnlyTheRolesThatAreMapped() {
    provides(Map.of("preferred_username", "ola"), "Lagret.Viewer", "ADMIN", "ROLE_OPERATOR");

    HttpResponse<String> page = browser.follow(BEGIN);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(browser.post("/api/alarms/x/acknowledge", page).statusCode()).isEqualTo(403);
  }

  @Test
  void goesOnWithThePageThatWasAskedFor() {
    provides(Map.of("preferred_username", "ola"), "Lagret.Viewer");

    HttpResponse<String> page = browser.follow(BEGIN + "?next=/reports?page%3D0");

    assertThat(page.uri().toString()).endsWith("/reports?page=0");
    assertThat(page.statusCode()).isEqualTo(200);

    provides(Map.of("preferred_username", "ola"), "Lagret.Viewer");
    assertThat(new SurfingCaller(port).follow(BEGIN + "?next=//evil.example").uri().getPath())
        .isEqualTo("/");
  }

  @Test
  void mapsWhoseReportsAreSeen() {
    OidcRoles roles =
        new OidcRoles(
            new OidcSettings(
                "groups",
                Map.of("a", "viewer", "b", "operator", "c", "viewer"),
                "sub",
                Map.of("a", Set.of("one"), "b", Set.of("two", "three"))));

    assertThat(roles.recipients(List.of("a", "b", "c"))).containsOnly("one", "two", "three");
    assertThat(roles.recipients(List.of("c"))).isEmpty();
    assertThat(
            new OidcRoles(new OidcSettings("groups", Map.of("a", "viewer"), "sub", Map.of()))
                .recipients(List.of("a")))
        .isNull();
    assertThat(roles.values(Map.of("groups", "a"))).containsExactly("a");
    assertThat(roles.values(Map.of("groups", List.of("a", 7, "b")))).containsExactly("a", "b");
    assertThat(roles.values(Map.of("groups", Map.of("a", true)))).isEmpty();
  }

  @Test
  void refusesWhoHasNoRoleAndSaysWhatToSet() {
    provides(Map.of("preferred_username", "ola"), "Other.Role");

    HttpResponse<String> refused = browser.follow(BEGIN);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("lagret.oidc.roles", "Other.Role", BEGIN);
    assertThat(browser.get("/api/alarms").statusCode()).isEqualTo(401);

    provides(Map.of("preferred_username", "ola"), "Other.Role");
    HttpResponse<String> program = new SurfingCaller(port).accepting("*/*").follow(BEGIN);
    assertThat(Caller.type(program)).isEqualTo("application/problem+json");
    assertThat(Caller.json(program).path("detail").asString()).contains("lagret.oidc.roles");
  }

  @Test
  void neverTakesANationalIdentityNumberAsAName(CapturedOutput log) {
    provides(Map.of("preferred_username", NATIONAL_IDENTITY_NUMBER), "Lagret.Viewer");

    HttpResponse<String> page = browser.follow(BEGIN);

    assertThat(page.body()).contains("the-subject").doesNotContain(NATIONAL_IDENTITY_NUMBER);

    provides(
        Map.of("preferred_username", NATIONAL_IDENTITY_NUMBER, "sub", NATIONAL_IDENTITY_NUMBER),
        "Lagret.Viewer",
        NATIONAL_IDENTITY_NUMBER);
    HttpResponse<String> refused = new SurfingCaller(port).follow(BEGIN);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("lagret.oidc.name-claim")
        .doesNotContain(NATIONAL_IDENTITY_NUMBER);

    provides(Map.of(), NATIONAL_IDENTITY_NUMBER);
    assertThat(new SurfingCaller(port).follow(BEGIN).body())
        .contains("lagret.oidc.roles")
        .doesNotContain(NATIONAL_IDENTITY_NUMBER);
    assertThat(log).contains("ends with NO_NAME").doesNotContain(NATIONAL_IDENTITY_NUMBER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"29922049902", "299220 49902", "x29922049902@pid", "299220-49902"})
  void findsNationalIdentityNumbersHoweverTheyAreWritten(String text) {
    assertThat(NationalIdentityNumbers.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"29922049903", "129922049902", "2992204993", "ola@kommune.no"})
  void takesOtherNumbersForWhatTheyAre(String text) {
    assertThat(NationalIdentityNumbers.in(text)).isFalse();
  }

  @Test
  void refusesTheNameOfALocalUser() {
    provides(Map.of("preferred_username", "Kari"), "Lagret.Viewer");

    HttpResponse<String> refused = browser.follow(BEGIN);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(browser.get("/api/alarms").statusCode()).isEqualTo(401);
  }

  @Test
  void sendsTheBrowserThereWithEverythingThatGuardsTheAnswer() {
    HttpResponse<String> begun = browser.get(BEGIN);

    assertThat(begun.statusCode()).isEqualTo(302);
    assertThat(SurfingCaller.location(begun).getQuery())
        .contains("state=", "nonce=", "code_challenge=", "code_challenge_method=S256")
        .contains("redirect_uri=http://127.0.0.1:" + port + "/login/oauth2/code/kommune");
    String cookie = begun.headers().firstValue("Set-Cookie").orElse("");
    assertThat(cookie)
        .contains("HttpOnly", "SameSite=Lax", "Max-Age=300")
        .doesNotContain(SurfingCaller.query(SurfingCaller.location(begun)).get("state"));
    assertThat(begun.headers().allValues("Set-Cookie")).hasSize(1);
  }

  @Test
  void refusesAnAnswerWithAnotherState() {
    URI answer = answerTo(browser);
    String changed = answer.toString().replaceFirst("state=[^&]+", "state=guessed");

    assertStale(browser.get(URI.create(changed)));
  }

  @Test
  void refusesAnAnswerInAnotherBrowserThanTheOneThatBegan() {
    URI answer = answerTo(browser);
    SurfingCaller victim = new SurfingCaller(port);
    victim.get(BEGIN);

    assertStale(victim.get(answer));
    assertThat(victim.get("/api/alarms").statusCode()).isEqualTo(401);
    assertStale(new SurfingCaller(port).get(answer));
  }

  @Test
  void refusesAChangedCookie() {
    URI answer = answerTo(browser);
    browser.cookies().computeIfPresent("lagret-sign-in", (name, v) -> "A" + v.substring(1));

    assertStale(browser.get(answer));
  }

  @Test
  void refusesAnAnswerAfterFiveMinutes() {
    URI answer = answerTo(browser);
    clock.runsAheadBy(Duration.ofSeconds(301));

    assertStale(browser.get(answer));
  }

  @Test
  void takesAnAnswerOnce() {
    provides(Map.of("preferred_username", "ola"), "Lagret.Viewer");
    URI answer = answerTo(browser);
    Map<String, String> stolen = new HashMap<>(browser.cookies());
    assertThat(browser.get(answer).statusCode()).isEqualTo(200);

    SurfingCaller thief = new SurfingCaller(port);
    thief.cookies().putAll(stolen);

    assertStale(thief.get(answer));
    assertThat(thief.get("/api/alarms").statusCode()).isEqualTo(401);
  }

  @Test
  void begunAnewGivesTheSessionANewName() {
    browser.get("/login");
    String before = browser.cookies().get("JSESSIONID");
    provides(Map.of("preferred_username", "ola"), "Lagret.Viewer");

    browser.follow(BEGIN);

    assertThat(before).isNotNull();
    assertThat(browser.cookies().get("JSESSIONID")).isNotEqualTo(before);
    SurfingCaller fixed = new SurfingCaller(port);
    fixed.cookies().put("JSESSIONID", before);
    assertThat(fixed.get("/api/alarms").statusCode()).isEqualTo(401);
  }

  @Test
  void logoutEndsTheSession() {
    provides(Map.of("preferred_username", "ola"), "Lagret.Viewer");
    HttpResponse<String> page = browser.follow(BEGIN);
    Map<String, String> kept = new HashMap<>(browser.cookies());

    assertThat(browser.post("/logout", page).statusCode()).isIn(204, 302);

    browser.cookies().putAll(kept);
    assertThat(browser.get("/api/alarms").statusCode()).isEqualTo(401);
  }

  @Test
  void endsEveryBusySessionAfterTwelveHours() {
    provides(Map.of("preferred_username", "ola"), "Lagret.Viewer");
    browser.follow(BEGIN);
    clock.runsAheadBy(Duration.ofHours(12).minusMinutes(1));
    assertThat(browser.get("/api/alarms").statusCode()).isEqualTo(200);

    clock.runsAheadBy(Duration.ofHours(12).plusMinutes(1));

    assertThat(browser.get("/api/alarms").statusCode()).isEqualTo(401);
  }

  @Test
  void refusesWhatTheProviderItselfRefused() {
    browser.get(BEGIN);
    String state = SurfingCaller.query(SurfingCaller.location(browser.get(BEGIN))).get("state");

    HttpResponse<String> refused =
        browser.get("/login/oauth2/code/kommune?error=access_denied&state=" + state);

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("Påloggingen lyktes ikke");
  }

  @Test
  void knowsNoOtherProvider() {
    assertThat(browser.get("/oauth2/authorization/other").statusCode()).isEqualTo(401);
    assertThat(browser.get("/login/oauth2/code/other?code=x&state=y").statusCode()).isEqualTo(401);
  }

  @Test
  void offersBothWaysOnTheSignInPage() {
    assertThat(browser.get("/login").body())
        .contains("Logg inn med Kommunens pålogging", BEGIN, "autocomplete=\"current-password\"");
  }

  @Test
  void letsPeopleInFromAnotherSiteInARealBrowser() {
    provides(Map.of("preferred_username", "ola"), "Lagret.Viewer");
    try (Chromium chromium = new Chromium();
        Chromium.Person person = chromium.person("http://127.0.0.1:" + port)) {
      // The provider is at localhost, another site: what it begins is its own navigation, as after
      // its form for the password, and the browser holds the Strict cookie back on the whole way.
      person.page().navigate(PROVIDER.wellKnownUrl("elsewhere").toString());
      person.page().evaluate("to => { location.href = to }", "http://127.0.0.1:" + port + BEGIN);
      person.page().waitForSelector("header form");

      assertThat(person.page().url()).isEqualTo("http://127.0.0.1:" + port + "/");
      assertThat(person.page().textContent("header .who")).contains("ola");
      // The provider has no icon for the browser; that is its own affair.
      assertThat(person.complaints()).noneMatch(said -> said.contains("127.0.0.1:" + port));
      person.page().click("header form button");
      person.page().waitForURL("**/login?left");
      assertThat(person.accessibilityFaults()).isEmpty();
    }
  }

  private void assertStale(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("Påloggingen er for gammel eller er brukt allerede");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.contains("lagret-sign-in=") && !cookie.contains("Max-Age=0"));
  }

  /** Where the provider sends the browser back to. */
  private static URI answerTo(SurfingCaller browser) {
    HttpResponse<String> begun = browser.get(BEGIN);
    return SurfingCaller.location(browser.get(SurfingCaller.location(begun)));
  }

  private static void provides(Map<String, Object> claims, String... roles) {
    Map<String, Object> all = new HashMap<>(claims);
    all.put("realm_access", Map.of("roles", List.of(roles)));
    PROVIDER.enqueueCallback(new Answers(all));
  }

  /** The mock's own would put a random subject beside ours. */
  private static final class Answers extends DefaultOAuth2TokenCallback {

    private final Map<String, Object> claims;

    Answers(Map<String, Object> claims) {
      super("kommune", "the-subject", "JWT", List.of("lagret"), claims, 300);
      this.claims = claims;
    }

    @Override
    public String subject(TokenRequest request) {
      return claims.getOrDefault("sub", "the-subject").toString();
    }
  }
}
