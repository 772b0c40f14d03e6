package no.lagret.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.jms.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.delivery.ReportHeaders;
import no.lagret.testing.Chromium;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jms.JmsException;
import org.springframework.transaction.TransactionException;

/** Dead letters, settled by people with browsers. */
class SettlingTest extends WholeWay {

  private Chromium chromium;
  private Chromium.Person operator;

  @BeforeAll
  void open() {
    chromium = new Chromium();
  }

  @AfterAll
  void close() {
    chromium.close();
  }

  @BeforeEach
  void signIn() {
    operator = signedIn();
  }

  @AfterEach
  void leave() {
    operator.close();
    gateway.post("/api/delivery/resume");
  }

  private Chromium.Person signedIn() {
    Chromium.Person person = chromium.person(gateway.baseUrl());
    person.signsIn(Gateway.USER, Gateway.PASSWORD);
    assertThat(person.page().locator("h1")).hasText("Oversikt");
    return person;
  }

  /** A dead letter whose cause is gone: delivered again it goes through. */
  private InventedReport refusedOnce() {
    InventedReport report = InventedReport.small();
    caseSystem
        .answers("put")
        .forReport(report.reportId())
        .kind("problem")
        .with("status", 422)
        .forEver();
    portal.offers(report);
    assertEndsDead(report, "REFUSED");
    caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();
    return report;
  }

  private String letterOf(InventedReport report) {
    return gateway.deadLetters(report.reportId()).get(0).path("id").asString("");
  }

  private static void waitUntilDone(Page page) {
    assertThat(page.locator("#job-state")).containsText("Ferdig");
  }

  @Test
  void deliversOneAgainByKeyboardAlone() {
    InventedReport report = refusedOnce();
    Page page = operator.page();
    page.navigate("/");

    assertThat(page.locator("#fact-CHAIN")).isVisible();
    operator.pictures("running-overview");
    press(page, "#go-settle");
    press(page, "#letters a[href='/dead-letters/" + letterOf(report) + "']");
    assertThat(page.locator("h1")).hasText("Familia avviste meldingen");
    assertThat(page.locator("#paper")).containsText("sender portalen papirbrev");
    operator.pictures("running-dead-letter");
    press(page, "#redeliver");

    waitUntilDone(page);
    assertEndsStoredAndConfirmed(report);
  }

  /** With the tab key, as somebody without a mouse: it must come there, and be seen to. */
  private static void press(Page page, String what) {
    Locator goal = page.locator(what);
    assertThat(goal).isVisible();
    page.evaluate("document.activeElement?.blur()");
    for (int i = 0; i < 200; i++) {
      page.keyboard().press("Tab");
      if ((boolean) goal.evaluate("e => e === document.activeElement")) {
        assertThat((boolean) goal.evaluate("e => e.matches(':focus-visible')")).isTrue();
        page.keyboard().press("Enter");
        return;
      }
    }
    throw new AssertionError(what + " is not reached by keyboard");
  }

  @Test
  void deliversItOnceWhenTwoOperatorsPressTheSameButton() {
    InventedReport report = refusedOnce();
    String letter = "/dead-letters/" + letterOf(report);
    try (Chromium.Person colleague = signedIn()) {
      operator.page().navigate(letter);
      colleague.page().navigate(letter);

      operator.page().click("#redeliver");
      colleague.page().click("#redeliver");

      waitUntilDone(operator.page());
      assertEndsStoredAndConfirmed(report);
      assertThat(gateway.events(report.reportId(), "REDELIVERED")).hasSize(1);
      colleague.page().navigate(letter);
      assertThat(colleague.page().locator("main")).containsText("ferdig behandlet");
      assertThat(colleague.page().locator("#redeliver")).hasCount(0);
    }
  }

  @Test
  void saysSoWhereSomebodyElseHasSettledItMeanwhile() {
    InventedReport report = refusedOnce();
    operator.page().navigate("/dead-letters/" + letterOf(report));
    redelivers(report);
    assertEndsStoredAndConfirmed(report);

    operator.page().click("#redeliver");

    assertThat(operator.page().locator("h1")).hasText("Det er ikke slik lenger");
    assertThat(gateway.events(report.reportId(), "REDELIVERED")).hasSize(1);
  }

  @Test
  void deliversExactlyTheSelectedOnes() {
    InventedReport selected = refusedOnce();
    InventedReport other = refusedOnce();
    Page page = operator.page();
    page.navigate("/dead-letters");

    page.check("input[value='" + letterOf(selected) + "']");
    page.click("text=Lever valgte på nytt");

    waitUntilDone(page);
    assertEndsStoredAndConfirmed(selected);
    assertThat(gateway.state(other.reportId())).isEqualTo("DEAD");
    page.navigate("/dead-letters");
    page.click("text=Lever valgte på nytt");
    assertThat(page.locator(".flash")).containsText("Ingen meldinger var valgt");
    redelivers(other);
    assertEndsStoredAndConfirmed(other);
  }

  @Test
  void goesOnWithAWholeGroupAfterARestart() {
    List<InventedReport> reports = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      reports.add(refusedOnce());
      goodReportGoesThrough();
    }
    Page page = operator.page();
    page.navigate("/dead-letters?reason=REFUSED");
    stopsInTheMiddle(page, letterOf(reports.get(3)));
    String job = page.url().replaceFirst("https?://[^/]*", "");

    gateway.startAgain();
    gateway.waitsUntilOpen();
    operator.close();
    operator = chromium.person(gateway.baseUrl());
    operator.page().navigate(job);
    operator.page().fill("#username", Gateway.USER);
    operator.page().fill("#password", Gateway.PASSWORD);
    operator.page().click("main button[type=submit]");

    waitUntilDone(operator.page());
    for (InventedReport report : reports) {
      assertEndsStoredAndConfirmed(report);
      assertThat(gateway.events(report.reportId(), "REDELIVERED")).hasSize(1);
    }
  }

  /** While one letter is held elsewhere the job cannot end, and then everything stops. */
  private void stopsInTheMiddle(Page page, String held) {
    Queues queues = gateway.part(Queues.class);
    try {
      queues.together(
          () -> {
            String one = ReportHeaders.LETTER + " = '" + held + "'";
            assertThat(queues.take(Queue.DEAD_LETTERS, one, Message::getJMSMessageID)).isNotNull();
            page.click("text=Lever alle 6 på nytt");
            assertThat(page.locator("#job-state")).containsText("1 gjenstår");
            gateway.stop();
          });
    } catch (TransactionException | JmsException brokerIsGone) {
      // What was taken is given back.
    }
  }

  @Test
  void doesNothingAndComesBackWhenTheSessionEndedMeanwhile() {
    InventedReport report = refusedOnce();
    String letter = "/dead-letters/" + letterOf(report);
    operator.page().navigate(letter);
    operator.context().clearCookies();

    operator.page().click("#redeliver");

    assertThat(operator.page().locator("[role=alert]:visible")).containsText("ikke utført");
    assertThat(gateway.state(report.reportId())).isEqualTo("DEAD");
    operator.page().fill("#username", Gateway.USER);
    operator.page().fill("#password", Gateway.PASSWORD);
    operator.page().click("main button[type=submit]");
    assertThat(operator.page()).hasURL(gateway.baseUrl() + letter);
    operator.page().click("#redeliver");
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  void givesTheListAsAFileWithoutAnythingPersonal() throws Exception {
    InventedReport report = refusedOnce();
    operator.page().navigate("/dead-letters");

    Path file =
        operator
            .page()
            .waitForDownload(() -> operator.page().click("text=Last ned som CSV"))
            .path();

    assertThat(Files.readString(file))
        .startsWith("\uFEFFletter;report;recipient")
        .contains(letterOf(report))
        .contains(report.reportId());
    redelivers(report);
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  void pausesDeliveryAndLetsItGoOn() {
    operator.page().navigate("/");
    operator.page().click("text=Sett leveringen på pause");
    assertThat(operator.page().locator(".flash")).containsText("satt på pause");
    InventedReport report = portal.offers(InventedReport.small());
    gateway.waitsUntil(report.reportId(), "QUEUED");

    operator.page().navigate("/reports/" + report.reportId());
    operator.page().fill("#reason", "ring leverandøren først");
    operator.page().click("main button[type=submit]");
    assertThat(operator.page().locator(".flash")).containsText("til behandling");
    operator.page().navigate("/");
    operator.page().click("text=La leveringen gå igjen");

    assertEndsDead(report, "SET_ASIDE");
    redelivers(report);
    assertEndsStoredAndConfirmed(report);
  }
}
