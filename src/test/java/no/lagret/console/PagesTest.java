package no.lagret.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.Queues;
import no.lagret.deadletter.Approvals;
import no.lagret.deadletter.DeadLetters;
import no.lagret.deadletter.Jobs;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.PageRequest;
import no.lagret.ledger.WrittenLedger;
import no.lagret.reconciliation.DifferenceFilter;
import no.lagret.reconciliation.DifferenceKind;
import no.lagret.reconciliation.Ordered;
import no.lagret.reconciliation.Reconciliations;
import no.lagret.report.DeadLetterReason;
import no.lagret.testing.Chromium;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Every page, in every language, in light and dark, in a real browser. */
class PagesTest extends InBrowser {

  @Autowired Queues queues;
  @Autowired WrittenLedger written;
  @Autowired Alarms alarms;
  @Autowired Ledger ledger;
  @Autowired Approvals approvals;
  @Autowired Jobs jobs;
  @Autowired Ordered ordered;
  @Autowired Reconciliations reconciliations;
  private DeadLetters.Letter letter;
  private String approval;
  private String job;
  private String run;
  private String difference;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    Caller.areKnown(settings, "drift=operator");
  }

  @BeforeEach
  void somethingToShow() {
    letter = new DeadLetters(queues, written).add("default", DeadLetterReason.FALSE_RECEIPT);
    DeadLetters.Letter other =
        new DeadLetters(queues, written).add("default", DeadLetterReason.CONFLICT);
    DeadLetterRow row = ledger.deadLetter(other.id()).orElseThrow();
    approval = approvals.registerByHand(row, "2026/1-1", "seen in Familia", "kollega").id();
    job = jobs.redeliver(row, "kollega").id();
    ordered.found(
        "default",
        DifferenceKind.GONE,
        letter.dispatch().reportId(),
        Instant.now().plus(Duration.ofDays(3)));
    difference =
        reconciliations
            .differences(
                new DifferenceFilter(null, null, letter.dispatch().reportId(), false, null),
                new PageRequest(0, 1))
            .items()
            .get(0)
            .id();
    run = ordered.ended("default", 128, "The case system does not answer.");
    alarms.begin(Condition.FALSE_RECEIPT, "x", "default", letter.dispatch().reportId(), "Look.");
  }

  private List<String> pages() {
    return List.of(
        "/",
        "/reports",
        "/reports?q=none",
        "/reports/" + letter.dispatch().reportId(),
        "/dead-letters",
        "/dead-letters/" + letter.id(),
        "/dead-letters/" + letter.id() + "/register-by-hand",
        "/dead-letters/" + letter.id() + "/hand-back",
        "/dead-letters/" + letter.id() + "/park",
        "/dead-letters/" + letter.id() + "/open",
        "/approvals",
        "/approvals/" + approval,
        "/jobs/" + job,
        "/login?expired",
        "/help",
        "/help/false-receipt",
        "/alarms",
        "/figures",
        "/figures?from=2026-01-01&to=2026-11-30",
        "/reconciliations",
        "/reconciliations/" + run,
        "/reconciliations/differences/" + difference,
        "/ledger",
        "/nothing");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void haveNoFaultThatAMachineFinds(boolean dark) {
    Browser.NewContextOptions options = dark ? Chromium.dark() : new Browser.NewContextOptions();
    try (Chromium.Person operator = signedIn("drift", options)) {
      List<String> faults = new ArrayList<>();
      // The dark colours are the same in each.
      for (String language : dark ? Languages.ALL.subList(0, 1) : Languages.ALL) {
        for (String path : pages()) {
          operator
              .page()
              .navigate(path + (path.contains("?") ? "&" : "?") + "language=" + language);
          assertThat(operator.page().locator("html")).hasAttribute("lang", language);
          operator.accessibilityFaults().forEach(f -> faults.add(language + path + " " + f));
          if (language.equals("nb")) {
            operator.pictures(name(path) + (dark ? "-dark" : ""));
          }
        }
      }
      assertThat(faults).isEmpty();
      assertThat(operator.complaints()).allMatch(said -> said.contains("status of 404"));
    }
  }

  private static String name(String path) {
    String name = path.replaceAll("[0-9a-f-]{36}", "one").replaceAll("[/?=]+", "-");
    return name.equals("-") ? "overview" : name.substring(1);
  }

  @Test
  void sayWhatWasNeverChecked() {
    try (Chromium.Person operator = signedIn("drift")) {
      operator.page().navigate("/");

      assertThat(operator.page().locator("#says")).not().containsText("Alle meldinger er lagret");
      for (String fact : List.of("PORTAL", "CASE_SYSTEM", "LEDGER", "CENSUS", "CHAIN", "CLOCK")) {
        assertThat(operator.page().locator("#fact-" + fact))
            .containsText("ikke kontrollert siden oppstart");
      }
      operator.page().navigate("/ledger");
      assertThat(operator.page().locator("#chain")).containsText("Ikke kjent");
    }
  }

  @Test
  void showTenThousandDeadLettersAFewAtATime() {
    PagesBench.seed(written, 10_000);
    try (Chromium.Person operator = signedIn("drift")) {
      operator.page().navigate("/dead-letters");
      assertThat(operator.page().locator("#letters tbody tr")).hasCount(50);
      assertThat(operator.page().locator("main")).containsText(Pattern.compile("2.500 meldinger"));
      operator.page().click("text=Neste");
      assertThat(operator.page().locator("#letters tbody tr")).hasCount(50);
      assertThat(operator.page().locator(".pages")).containsText("Side 2 av");
    }
  }

  @Test
  void fitANarrowScreen() {
    Browser.NewContextOptions narrow = new Browser.NewContextOptions().setViewportSize(320, 700);
    try (Chromium.Person operator = signedIn("drift", narrow)) {
      for (String path : pages()) {
        operator.page().navigate(path);
        assertThat((int) operator.page().evaluate("document.documentElement.scrollWidth"))
            .as(path)
            .isLessThanOrEqualTo(320);
      }
    }
  }

  @Test
  void canBeReadWithoutScripts() {
    Browser.NewContextOptions bare = new Browser.NewContextOptions().setJavaScriptEnabled(false);
    try (Chromium.Person operator = signedIn("drift", bare)) {
      operator.page().navigate("/dead-letters/" + letter.id());
      assertThat(operator.page().locator("h1"))
          .hasText("Familia bekreftet uten å ha lagret meldingen");
      operator.page().click("#redeliver");
      assertThat(operator.page().locator("h1")).hasText("Lever på nytt");
    }
  }
}
