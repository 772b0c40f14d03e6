package no.lagret.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import no.lagret.reconciliation.DifferenceKind;
import no.lagret.reconciliation.Ordered;
import no.lagret.testing.Chromium;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What an operator does about a difference, in a browser. */
class ReconciliationsPageTest extends InBrowser {

  @Autowired Ordered ordered;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    Caller.areKnown(settings, "drift=operator", "leser=viewer");
  }

  @Test
  void followsADifferenceToItsEnd() {
    String reportId = UUID.randomUUID().toString();
    ordered.found("default", DifferenceKind.GONE, reportId, Instant.now().plus(Duration.ofDays(5)));
    try (Chromium.Person operator = signedIn("drift")) {
      Page page = operator.page();
      page.navigate("/reconciliations");
      assertThat(operator.accessibilityFaults()).isEmpty();
      page.click("tr:has-text('" + reportId + "') a[id^=difference-]");
      assertThat(page.locator("h1")).hasText("Borte fra Familia");
      assertThat(operator.accessibilityFaults()).isEmpty();
      assertThat(page.locator("#ask-by")).containsText("Portalen sletter sin kopi");
      assertThat(page.locator("#deliver-again")).hasCount(0);

      page.fill("#asked-reason", "Ringte KS");
      page.click("#asked");
      assertThat(page.locator("main ol")).containsText("drift spurte KS");
      assertThat(page.locator("main ol")).containsText("Ringte KS");

      page.fill("#settle-reason", "Lagt inn i Familia igjen");
      page.click("#settle");
      assertThat(page.locator("#says")).containsText("Avsluttet av drift");
      assertThat(page.locator("#settle")).hasCount(0);
      page.navigate("/reconciliations");
      assertThat(page.locator("main")).not().containsText(reportId);
      assertThat(operator.complaints()).isEmpty();
    }
  }

  @Test
  void showsAViewerWhatStandsAndLetsNobodyElseActOnIt() {
    String reportId = UUID.randomUUID().toString();
    ordered.found("default", DifferenceKind.CHANGED, reportId, Instant.now());
    try (Chromium.Person viewer = signedIn("leser")) {
      Page page = viewer.page();
      page.navigate("/reconciliations");
      assertThat(page.locator("#order")).hasCount(0);
      page.click("tr:has-text('" + reportId + "') a[id^=difference-]");
      assertThat(page.locator("#settle")).hasCount(0);
    }
  }

  @Test
  void ordersAComparisonAndSaysWhyALogCannotBeUsed() {
    try (Chromium.Person operator = signedIn("drift")) {
      Page page = operator.page();
      page.navigate("/reconciliations");
      page.fill("#from", "2026-11-01");
      page.fill("#to", "2026-11-22");
      page.click("#reconcile");
      assertThat(page.locator("#run-state")).hasText("Pågår");

      page.navigate("/reconciliations");
      page.fill("#from", "2026-11-01");
      page.fill("#to", "2026-11-22");
      page.setInputFiles(
          "#portalLog",
          new FilePayload("log.csv", "text/csv", "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8)));
      page.click("#reconcile");
      assertThat(page.locator("main")).containsText("lagret.reconciliation.portal-log");
    }
  }

  @Test
  void saysOnTheOverviewWhatIsKnownAndWhatIsNot() {
    ordered.ended("default", 128, "The case system does not answer.");
    try (Chromium.Person operator = signedIn("drift")) {
      operator.page().navigate("/");
      assertThat(operator.page().locator("#reconciled"))
          .containsText("portalen 0 venter · Lagret 128 · Familia ikke kjent · avvik: 1");
    }
  }

  /** On channel FIKS_IO nobody can list what waits at the portal. */
  @Test
  void doesNotSayThatNothingDiffersWhereThePortalToldNothing() {
    try (Chromium.Person operator = signedIn("drift")) {
      ordered.endedWell("default", false);
      operator.page().navigate("/");
      assertThat(operator.page().locator("#reconciled"))
          .containsText("portalen ikke kjent · Lagret 7 · Familia 7 · ingen kjente avvik");

      ordered.endedWell("default", true);
      operator.page().navigate("/");
      assertThat(operator.page().locator("#reconciled"))
          .containsText("portalen 0 venter · Lagret 7 · Familia 7 · ingen avvik");
    }
  }

  @Test
  void takesNoFileFromAnybodyWhoHasNotSignedIn() throws Exception {
    HttpRequest upload =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/reconciliations"))
            .header("Content-Type", "multipart/form-data; boundary=x")
            .header("Cookie", "JSESSIONID=0123456789ABCDEF")
            .POST(BodyPublishers.ofString("--x--"))
            .build();

    assertThat(HttpClient.newHttpClient().send(upload, BodyHandlers.ofString()).statusCode())
        .isEqualTo(401);
  }
}
