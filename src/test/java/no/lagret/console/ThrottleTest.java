package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.PageRequest;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Passwords cannot be guessed by trying. */
@ConsoleTest
@ExtendWith(OutputCaptureExtension.class)
class ThrottleTest {

  private static final List<String> USERS =
      List.of("kari", "ola", "per", "liv", "siv", "vakt", "ida", "nils", "eva", "tor", "ane");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  /** All tests share a gateway: each has an hour and addresses of its own. */
  private static final AtomicInteger HOURS = new AtomicInteger();

  @LocalServerPort int port;
  @Autowired MovableClock clock;
  @Autowired Alarms alarms;
  @Autowired Ledger ledger;
  @Autowired SignInFailures failures;
  @Autowired SignInTrail trail;
  private Caller caller;
  private Duration now = Duration.ZERO;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    settings.add("lagret.http.trusted-proxy", () -> "127.0.0.1");
    for (String user : USERS) {
      String at = "lagret.users[" + USERS.indexOf(user) + "].";
      settings.add(at + "name", () -> user);
      settings.add(at + "password", () -> Caller.HASH);
      settings.add(at + "roles", () -> "viewer");
    }
  }

  @BeforeEach
  void calls() {
    caller = new Caller(port);
    later(Duration.ofHours(HOURS.incrementAndGet()));
  }

  @Test
  void refusesANameAfterFiveFailuresEvenWithTheRightPassword() {
    for (int i = 1; i <= 5; i++) {
      assertThat(wrong("kari", "192.0.2." + i).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> refused = right("kari", "198.51.100.1");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Caller.type(refused)).isEqualTo("application/problem+json");
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(50L, 60L);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
    later(Duration.ofSeconds(61));
    assertThat(right("kari", "198.51.100.1").statusCode()).isEqualTo(200);
  }

  @Test
  void locksForLongerAfterEachFurtherFailureUntilHalfAnHourIsQuiet() {
    IntStream.rangeClosed(1, 4).forEach(i -> wrong("ola", "192.0.2." + i));
    for (int minutes : new int[] {1, 2, 4, 8, 15, 15}) {
      assertThat(wrong("ola", "192.0.2.1").statusCode()).isEqualTo(401);
      later(Duration.ofMinutes(minutes).minusSeconds(20));
      assertThat(right("ola", "192.0.2.1").statusCode()).as("%s min", minutes).isEqualTo(429);
      later(Duration.ofSeconds(21));
      assertThat(right("ola", "192.0.2.1").statusCode()).as("%s min", minutes).isEqualTo(200);
    }

    later(Duration.ofMinutes(31));
    IntStream.rangeClosed(1, 4).forEach(i -> wrong("ola", "192.0.2." + i));
    assertThat(right("ola", "192.0.2.1").statusCode()).isEqualTo(200);
  }

  @Test
  void givesNoMoreGuessesToSomebodyWhoseTargetSignsInAllTheTime() {
    for (int i = 1; i <= 4; i++) {
      wrong("vakt", "192.0.2.1");
      assertThat(right("vakt", "198.51.100.1").statusCode()).isEqualTo(200);
    }
    wrong("vakt", "192.0.2.1");

    assertThat(wrong("vakt", "192.0.2.1").statusCode()).isEqualTo(429);
  }

  @Test
  void neverSlowsAProgramWithTheRightPassword() {
    for (int i = 0; i < 100; i++) {
      assertThat(right("ida", "192.0.2.1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void treatsAnInventedNameLikeAKnownOne() {
    for (int i = 1; i <= 5; i++) {
      assertThat(wrong("nobody-" + now.toHours(), "192.0.2." + i).statusCode()).isEqualTo(401);
    }

    assertThat(wrong("nobody-" + now.toHours(), "192.0.2.6").statusCode()).isEqualTo(429);
  }

  @Test
  void refusesAnAddressThatTriesManyNamesAndNobodyElse() {
    for (int i = 0; i < 20; i++) {
      assertThat(wrong("guess-" + i, "192.0.2.77").statusCode()).isEqualTo(401);
    }

    assertThat(wrong("guess-20", "192.0.2.77").statusCode()).isEqualTo(429);
    assertThat(right("per", "192.0.2.77").statusCode()).isEqualTo(429);
    assertThat(right("per", "192.0.2.78").statusCode()).isEqualTo(200);
    await().until(() -> standing().contains(SignInTrail.ADDRESS));
    later(Duration.ofSeconds(61));
    assertThat(right("per", "192.0.2.77").statusCode()).isEqualTo(200);
  }

  @Test
  void countsAWholeNetworkOfIpV6AsOneAddress() {
    for (int i = 0; i < 20; i++) {
      wrong("guess6-" + i, "2001:db8:1:2::" + i);
    }

    assertThat(wrong("guess6-20", "2001:db8:1:2:ffff::1").statusCode()).isEqualTo(429);
    assertThat(right("per", "2001:db8:1:3::1").statusCode()).isEqualTo(200);
  }

  @Test
  void believesOnlyTheAddressThatTheProxyItselfHasWritten() {
    for (int i = 0; i < 20; i++) {
      caller.send(
          attempt("spoof-" + i, "wrong", "203.0.113." + i + ", 192.0.2.99")
              .header("Forwarded", "for=203.0.113." + i));
    }

    assertThat(wrong("spoof-20", "203.0.113.200, 192.0.2.99").statusCode()).isEqualTo(429);
    assertThat(right("per", "203.0.113.1").statusCode()).isEqualTo(200);
  }

  @Test
  void givesTheSessionToTlsAloneBehindTheProxy() {
    HttpResponse<String> page = caller.send(caller.to("/login"));

    assertThat(page.headers().firstValue("Set-Cookie").orElse(""))
        .contains("; Secure")
        .contains("SameSite=Strict");
  }

  @Test
  void refusesAtTheFormWhatFailedByBasicAndTheOtherWayRound() {
    for (int i = 1; i <= 4; i++) {
      wrong("liv", "192.0.2." + i);
    }
    assertThat(form("liv", "wrong", "192.0.2.5").statusCode()).isEqualTo(401);

    HttpResponse<String> refused = form("liv", Caller.PASSWORD, "192.0.2.6");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(right("liv", "192.0.2.6").statusCode()).isEqualTo(429);
  }

  @Test
  void looksAtNoPasswordWhileTheNameIsLocked() {
    CountingPasswords passwords = new CountingPasswords();
    ThrottledSignIn signIn = signIn(passwords, new SignInFailures(Set.of("a"), clock));
    IntStream.rangeClosed(1, 5).forEach(i -> passwords.attempt(signIn, "a", "wrong"));
    int before = passwords.checked();

    assertThat(passwords.attempt(signIn, "a", Caller.PASSWORD)).isInstanceOf(SignInLocked.class);
    assertThat(passwords.checked()).isEqualTo(before);
  }

  @Test
  void checksAPasswordForAnInventedNameToo() {
    CountingPasswords passwords = new CountingPasswords();
    ThrottledSignIn signIn = signIn(passwords, new SignInFailures(Set.of("a"), clock));

    passwords.attempt(signIn, "invented", "wrong");
    passwords.attempt(signIn, "a", "wrong");

    assertThat(passwords.checked()).isEqualTo(2);
  }

  @Test
  void tellsNothingOfAttemptsMadeAtTheSameTimeOnceTheNameIsLocked() {
    CountingPasswords passwords = new CountingPasswords();
    SignInFailures counts = new SignInFailures(Set.of("a"), clock);
    ThrottledSignIn signIn = signIn(passwords, counts);
    passwords.whileChecking(() -> IntStream.rangeClosed(1, 5).forEach(i -> counts.add("a", "x")));

    assertThat(passwords.attempt(signIn, "a", Caller.PASSWORD)).isInstanceOf(SignInLocked.class);

    later(Duration.ofHours(1));
    passwords.whileChecking(() -> IntStream.rangeClosed(1, 5).forEach(i -> counts.add("a", "x")));
    assertThat(passwords.attempt(signIn, "a", "wrong")).isInstanceOf(SignInLocked.class);
    later(Duration.ofHours(-1));
  }

  @Test
  void keepsWhatIsLockedInAFloodOfInventedNames() {
    IntStream.rangeClosed(1, 5).forEach(i -> failures.add("siv", "192.0.2.1"));

    Stream.iterate(0, n -> n + 1)
        .limit(50_000)
        .forEach(n -> failures.add("flood-" + n, "198.18." + n / 256 + "." + n % 256));

    assertThat(failures.kept()).isLessThan(21_000);
    assertThat(right("siv", "192.0.2.200").statusCode()).isEqualTo(429);
  }

  @Test
  @BeginsAndEnds(Condition.SIGN_IN_LOCKED)
  void raisesAnAlarmAndTellsTheLedgerOfKnownNamesOnly(CapturedOutput log) {
    for (int i = 1; i <= 6; i++) {
      wrong("nils", "192.0.2." + i);
      wrong("hunter2-my-password", "192.0.2." + i);
    }

    await().until(() -> standing().contains("nils"));
    await().until(() -> told("nils").size() == 5);
    assertThat(told("nils").get(4)).contains("SIGN_IN_LOCKED", "COUNT=5", "NEXT_AT");
    assertThat(told("nils").subList(0, 4)).allMatch(event -> event.contains("SIGN_IN_FAILED"));
    assertThat(told("hunter2")).isEmpty();
    assertThat(log).contains("Alarm SIGN_IN_LOCKED begins for nils").doesNotContain("hunter2");
    later(Duration.ofMinutes(2));
    trail.look(failures);
    assertThat(standing()).doesNotContain("nils");
  }

  @Test
  void locksNobodyOutForLongerWhenTheClockIsSetBack() {
    IntStream.rangeClosed(1, 5).forEach(i -> wrong("eva", "192.0.2." + i));
    later(Duration.ofDays(-30));
    assertThat(right("eva", "192.0.2.9").statusCode()).isEqualTo(429);

    later(Duration.ofSeconds(61));

    assertThat(right("eva", "192.0.2.9").statusCode()).isEqualTo(200);
    later(Duration.ofDays(30));
  }

  private ThrottledSignIn signIn(CountingPasswords passwords, SignInFailures counts) {
    UserSettings.User user = new UserSettings.User("a", Caller.HASH, Set.of(Role.VIEWER), null);
    ConfiguredUsers users = new ConfiguredUsers(new UserSettings(List.of(user)));
    DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users::find);
    provider.setPasswordEncoder(passwords);
    return new ThrottledSignIn(provider, counts, trail);
  }

  private void later(Duration time) {
    now = now.plus(time);
    clock.runsAheadBy(now);
  }

  private List<String> standing() {
    return alarms.standing().stream()
        .filter(alarm -> alarm.condition() == Condition.SIGN_IN_LOCKED)
        .map(Alarm::subject)
        .toList();
  }

  /** Oldest first. */
  private List<String> told(String name) {
    EventFilter signIns =
        new EventFilter(
            null,
            null,
            null,
            Set.of(EventType.SIGN_IN_FAILED, EventType.SIGN_IN_LOCKED),
            null,
            null,
            null);
    List<String> told =
        new ArrayList<>(
            ledger.events(signIns, new PageRequest(0, PageRequest.MAX_SIZE)).items().stream()
                .map(row -> row.event().toString())
                .filter(event -> event.contains(name))
                .toList());
    Collections.reverse(told);
    return told;
  }

  private HttpResponse<String> wrong(String user, String address) {
    return caller.send(attempt(user, "wrong", address));
  }

  private HttpResponse<String> right(String user, String address) {
    return caller.send(attempt(user, Caller.PASSWORD, address));
  }

  private HttpRequest.Builder attempt(String user, String password, String address) {
    return caller
        .to("/api/alarms")
        .header("Authorization", Caller.basic(user, password))
        .header("X-Forwarded-For", address);
  }

  private HttpResponse<String> form(String user, String password, String address) {
    HttpResponse<String> page = caller.send(caller.to("/login"));
    Matcher token = TOKEN.matcher(page.body());
    assertThat(token.find()).isTrue();
    return caller.send(
        caller
            .to("/login")
            .header("Cookie", page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0])
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Forwarded-For", address)
            .POST(
                BodyPublishers.ofString(
                    "username="
                        + user
                        + "&password="
                        + password.replace(' ', '+')
                        + "&_csrf="
                        + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))));
  }
}
