package no.lagret.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.List;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import no.lagret.notice.Maintenance;
import no.lagret.testing.Chromium;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What needs attention, as people see it and see to it. */
class AlarmsPageTest extends InBrowser {

  @Autowired Alarms alarms;
  @Autowired Maintenance maintenance;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    Caller.areKnown(settings, "drift=operator", "leser=viewer", "bydel=operator@default");
  }

  @BeforeEach
  void somethingStands() {
    alarms.standing().forEach(alarm -> alarms.end(alarm.condition(), alarm.subject()));
    maintenance.end("drift");
    alarms.begin(Condition.DISK_SLOW, "data-directory", null, null, "Find out what uses it.");
    alarms.begin(
        Condition.LATE, Severity.WARNING, "a", "default", null, "It waits for the case system.");
    alarms.begin(Condition.LATE, Severity.CRITICAL, "b", "default", null, "It is a dead letter.");
  }

  private Chromium.Person person(String name) {
    Chromium.Person person = signedIn(name);
    person.page().navigate("/alarms");
    return person;
  }

  private static Locator button(Locator within, String name) {
    return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  @Test
  void showsTheMostSeriousKindFirstAndEachKindOnce() {
    try (Chromium.Person operator = person("drift")) {
      Page page = operator.page();
      assertThat(page.locator("section.alarms h2"))
          .hasText(new String[] {"En melding er sen (2)", "Disken er treg"});
      assertThat(page.locator("#LATE")).containsText("Haster");
      assertThat(page.locator("#DISK_SLOW")).containsText("Til orientering");
      assertThat(page.locator("#LATE li")).hasCount(2);
      assertThat(operator.accessibilityFaults()).isEmpty();
    }
  }

  /** The words of an alarm are the gateway's, in English; what to do is said in the reader's. */
  @Test
  void saysWhatToDoInTheReadersWords() {
    alarms.begin(Condition.DIFFERENCE_GONE, "c", "default", null, "Deliver it again.");
    try (Chromium.Person operator = person("drift")) {
      Page page = operator.page();
      assertThat(page.locator("#DIFFERENCE_GONE")).containsText("Ring leverandøren av Familia");
      assertThat(page.locator("#DIFFERENCE_GONE a[href='/reconciliations']")).hasCount(1);
      assertThat(page.locator("#LATE a[href^='/help']")).hasCount(1);
      page.locator("#LATE a[href^='/help']").click();
      assertThat(page.locator(page.url().substring(page.url().indexOf('#')))).hasText("Varsler");
    }
  }

  @Test
  void notesWhoHasSeenIt() {
    try (Chromium.Person operator = person("drift")) {
      Page page = operator.page();
      button(page.locator("#DISK_SLOW"), "Jeg har sett det").click();
      assertThat(page.locator("#DISK_SLOW")).containsText("Sett av drift");
      assertThat(button(page.locator("#DISK_SLOW"), "Jeg har sett det")).hasCount(0);
      assertThat(button(page.locator("#LATE"), "Jeg har sett det")).hasCount(2);
    }
    assertThat(alarms.standing())
        .filteredOn(alarm -> alarm.condition() == Condition.DISK_SLOW)
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.acknowledgedBy()).isEqualTo("drift"));
  }

  @Test
  void announcesMaintenanceAndEndsIt() {
    try (Chromium.Person operator = person("drift")) {
      Page page = operator.page();
      Locator maintenance = page.locator("#maintenance");
      for (String language : List.of("nn", "en", "nb")) {
        page.navigate("/alarms?language=" + language);
        maintenance.locator("summary").click();
        assertThat(operator.accessibilityFaults()).isEmpty();
      }
      maintenance.locator("select").selectOption("2");
      button(maintenance, "Varsle vedlikehold nå").click();
      assertThat(maintenance).containsText("Vedlikehold er varslet av drift");
      for (String language : List.of("nn", "en", "nb")) {
        page.navigate("/alarms?language=" + language);
        assertThat(operator.accessibilityFaults()).isEmpty();
      }
      button(maintenance, "Avslutt vedlikeholdet").click();
      assertThat(page.locator("#maintenance")).not().containsText("Vedlikehold er varslet");
      assertThat(operator.complaints()).isEmpty();
    }
    assertThat(maintenance.current()).isEmpty();
  }

  @Test
  void letsOnlyWhoSeesAllRecipientsAnnounceIt() {
    try (Chromium.Person viewer = person("leser");
        Chromium.Person district = person("bydel")) {
      assertThat(viewer.page().locator("#maintenance summary")).hasCount(0);
      assertThat(button(viewer.page().locator("main"), "Jeg har sett det")).hasCount(0);
      assertThat(district.page().locator("#maintenance summary")).hasCount(0);
    }
    String inAnHour = "{\"until\": \"" + Instant.now().plusSeconds(3_600) + "\"}";
    for (String name : List.of("leser", "bydel")) {
      assertThat(new Caller(port).post(name, "/api/maintenance", inAnHour).statusCode())
          .as(name)
          .isEqualTo(403);
    }
    assertThat(maintenance.current()).isEmpty();
  }
}
