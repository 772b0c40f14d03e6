package no.lagret.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import no.lagret.testing.Chromium;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** What cannot be undone, asked for by one person and decided by another, both with browsers. */
class TwoBrowsersTest extends WholeWay {

  private static final String APPROVER = "leder";
  private static final String WORDS = "Oppdiktet Testesen sa ja";

  private Chromium chromium;
  private Chromium.Person operator;
  private Chromium.Person approver;

  @Override
  String[] settings() {
    return new String[] {
      "lagret.users[1].name=" + APPROVER,
      "lagret.users[1].password={bcrypt}" + new BCryptPasswordEncoder(4).encode(Gateway.PASSWORD),
      "lagret.users[1].roles=approver"
    };
  }

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
    operator = chromium.person(gateway.baseUrl());
    operator.signsIn(Gateway.USER, Gateway.PASSWORD);
    approver = chromium.person(gateway.baseUrl());
    approver.signsIn(APPROVER, Gateway.PASSWORD);
    assertThat(approver.page().locator("h1")).hasText("Oversikt");
  }

  @AfterEach
  void leave() {
    operator.close();
    approver.close();
  }

  private InventedReport refused() {
    InventedReport report = InventedReport.small();
    caseSystem
        .answers("put")
        .forReport(report.reportId())
        .kind("problem")
        .with("status", 422)
        .forEver();
    portal.offers(report);
    assertEndsDead(report, "REFUSED");
    operator
        .page()
        .navigate(
            "/dead-letters/"
                + gateway.deadLetters(report.reportId()).get(0).path("id").asString(""));
    return report;
  }

  private void asksToRegisterByHand(String reference) {
    operator.page().click("#register-by-hand");
    operator.page().fill("#journalReference", reference);
    operator.page().fill("#words", WORDS);
    operator.page().click("main button[type=submit]");
    assertThat(operator.page().locator(".flash")).containsText("En annen person må nå godkjenne");
  }

  private Page finds(InventedReport report) {
    Page page = approver.page();
    page.navigate("/approvals");
    page.locator("li.group", new Page.LocatorOptions().setHasText(report.reportId()))
        .locator("a")
        .click();
    return page;
  }

  @Test
  void confirmsWhatWasRegisteredByHandOnceASecondPersonHasApproved() {
    InventedReport report = refused();
    asksToRegisterByHand("2026/4711-1");
    assertPortalNotTold(report);
    operator.page().click("#approval a");
    assertThat(operator.page().locator("main")).containsText("En annen må godkjenne");
    assertThat(operator.page().locator("#approve")).hasCount(0);

    Page page = finds(report);
    assertThat(page.locator("main")).containsText(WORDS);
    page.click("#approve");

    assertThat(page.locator("#approval-state")).hasText("godkjent");
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(portal.confirmedDispatches()).contains(report.dispatchId());
    assertThat(caseSystem.stored(report.reportId())).isEmpty();
    operator.page().navigate("/reports/" + report.reportId());
    assertThat(operator.page().locator("#by-hand")).containsText("Registrert for hånd");
    assertThat(operator.page().locator("main")).containsText("2026/4711-1");
  }

  @Test
  void doesNothingWhereTheSecondPersonSaysNo() {
    InventedReport report = refused();
    asksToRegisterByHand("2026/4712-1");

    finds(report).click("#reject");

    assertThat(approver.page().locator("#approval-state")).hasText("avslått");
    assertThat(gateway.state(report.reportId())).isEqualTo("DEAD");
    assertPortalNotTold(report);
    settle(report);
  }

  @Test
  void approvesNothingThatWasSettledMeanwhile() {
    InventedReport report = refused();
    asksToRegisterByHand("2026/4713-1");
    Page page = finds(report);
    assertThat(page.locator("#approve")).isVisible();
    settle(report);

    page.click("#approve");

    assertThat(page.locator("h1")).hasText("Det er ikke slik lenger");
    assertThat(gateway.events(report.reportId(), "APPROVED")).isEmpty();
    assertThat(caseSystem.stored(report.reportId())).hasSize(1);
  }

  @Test
  void opensTheReportOnlyForAReasonThatIsKept() {
    InventedReport report = refused();
    Page page = operator.page();
    String letter = page.url();
    assertThat(operator.context().request().get(letter + "/content").status()).isEqualTo(403);

    assertThat(page.locator("#words-of-it")).hasText("Åpne meldingen for å lese svaret.");
    page.click("#open");
    page.fill("#words", WORDS);
    page.click("main button[type=submit]");

    assertThat(page.locator("#content-link")).isVisible();
    assertThat(page.locator("#words-of-it")).not().containsText("Åpne meldingen");
    APIResponse content = operator.context().request().get(letter + "/content");
    assertThat(content.body()).isEqualTo(report.pdf());
    assertThat(content.headers()).containsEntry("cache-control", "no-store");
    assertThat(content.headers()).containsEntry("x-content-type-options", "nosniff");
    assertThat(approver.context().request().get(letter + "/content").status()).isEqualTo(403);
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(() -> assertThat(gateway.events(report.reportId(), "OPENED")).hasSize(1));
    assertThat(gateway.events(report.reportId(), "OPENED").get(0).path("actor").asString(""))
        .isEqualTo(Gateway.USER);
    settle(report);
  }

  @Test
  void keepsNotesAndMarksForTheNextOne() {
    InventedReport report = refused();
    Page page = operator.page();
    String hostile = "<script>document.title='x'</script><img src=x onerror=alert(1)>";
    page.fill("#text", hostile);
    page.click("text=Lagre notatet");
    assertThat(page.locator(".notes")).containsText(hostile);
    page.click("#park");
    page.fill("#until", "2031-01-02T08:00");
    page.click("main button[type=submit]");

    assertThat(page.locator("#parked")).containsText("02.01.2031 kl. 08:00");
    approver.page().navigate("/dead-letters?q=" + report.reportId());
    assertThat(approver.page().locator("#letters")).containsText("venter til 02.01.2031");
    approver.page().navigate("/");
    assertThat(approver.page().locator("#oldest")).containsText("sender portalen papirbrev");
    assertThat(page).hasTitle("Familia avviste meldingen · Lagret");
    assertThat(operator.complaints()).isEmpty();
    approver.page().navigate(page.url());
    assertThat(approver.page().locator(".notes")).containsText("Bare operatører ser teksten");
    settle(report);
  }

  private void settle(InventedReport report) {
    caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();
    redelivers(report);
    assertEndsStoredAndConfirmed(report);
  }
}
