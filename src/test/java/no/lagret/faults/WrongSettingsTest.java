package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import no.lagret.testing.OpenSsl;
import no.lagret.testing.Portal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backlog meets a wrong setting: nothing is dead-lettered, and all goes through once right. */
class WrongSettingsTest {

  private static final int MANY = 200;
  private static final int SOME = 30;

  @TempDir private Path directory;
  private Portal portal;
  private CaseSystem caseSystem;
  private Gateway gateway;

  @BeforeEach
  void start() {
    portal = Portal.start(directory);
    caseSystem = CaseSystem.start(directory);
  }

  @AfterEach
  void end() {
    if (gateway != null) {
      gateway.close();
    }
    caseSystem.close();
    portal.close();
  }

  @Test
  @BeginsAndEnds(Condition.CASE_SYSTEM_SETTINGS)
  void keepsABacklogWhileTheTokenIsWrong() {
    List<InventedReport> reports = backlog(SOME);
    starts("lagret.case-system.http.token=wrong");
    assertWaiting(reports, "CASE_SYSTEM_SETTINGS");
    assertThat(caseSystem.refusedCredentials()).isPositive();
    startsAgain("lagret.case-system.http.token=" + caseSystem.token());
    assertAllStoredAndConfirmed(reports);
    gateway.waitsForEndOf("CASE_SYSTEM_SETTINGS");
  }

  @Test
  void keepsABacklogWhileTheAddressLeadsSomewhereElse() {
    List<InventedReport> reports = backlog(SOME);
    starts("lagret.case-system.http.base-url=" + caseSystem.baseUrl() + "/elsewhere");
    assertWaiting(reports, "CASE_SYSTEM_SETTINGS");
    startsAgain("lagret.case-system.http.base-url=" + caseSystem.baseUrl());
    assertAllStoredAndConfirmed(reports);
    gateway.waitsForEndOf("CASE_SYSTEM_SETTINGS");
  }

  @Test
  void keepsABacklogWhileALoginPageAnswers() {
    List<InventedReport> reports = backlog(MANY);
    List.of("ask", "put", "read").forEach(call -> caseSystem.answers(call).kind("html").forEver());
    starts();
    assertWaiting(reports, "CASE_SYSTEM_SETTINGS");
    List.of("ask", "put", "read")
        .forEach(call -> caseSystem.answers(call).kind("normal").forEver());
    assertAllStoredAndConfirmed(reports);
    gateway.waitsForEndOf("CASE_SYSTEM_SETTINGS");
  }

  @Test
  void keepsABacklogWhileTheCaseSystemRefusesEverything() {
    List<InventedReport> reports = backlog(SOME);
    caseSystem.answers("put").problem(422, "urn:familia:problem:x").forEver();
    starts();
    gateway.waitsForAlarm("GUARD");
    await().atMost(LONG_ENOUGH).until(() -> known() == reports.size());
    // Three had ended before the guard could know; the third is held back already.
    assertThat(gateway.deadLetters()).hasSizeLessThan(3);
    caseSystem.answers("put").kind("normal").forEver();
    List<String> dead =
        gateway.deadLetters().stream().map(letter -> letter.path("id").asString("")).toList();
    dead.forEach(letter -> gateway.post("/api/dead-letters/" + letter + "/redeliver"));
    assertAllStoredAndConfirmed(reports);
    gateway.waitsForEndOf("GUARD");
  }

  @Test
  @BeginsAndEnds(Condition.NO_FITTING_KEY)
  void keepsABacklogThatNoConfiguredKeyOpens() {
    List<InventedReport> reports = backlog(SOME);
    OpenSsl.Pair rotated = new OpenSsl(directory).pair("rotated");
    starts(
        "lagret.keys.private[0]=" + rotated.key(),
        "lagret.keys.certificate=" + rotated.certificate());
    assertWaiting(reports, "NO_FITTING_KEY");
    startsAgain("lagret.keys.private[1]=" + portal.privateKey());
    assertAllStoredAndConfirmed(reports);
    gateway.waitsForEndOf("NO_FITTING_KEY");
  }

  private List<InventedReport> backlog(int size) {
    InventedReport first = InventedReport.ofSize(2 * 1024);
    return Stream.generate(() -> portal.offers(first.another())).limit(size).toList();
  }

  private void starts(String... settings) {
    gateway = Gateway.start(directory, portal, caseSystem, settings);
  }

  private void startsAgain(String... settings) {
    gateway.stop();
    gateway.startAgain(settings);
  }

  private void assertWaiting(List<InventedReport> reports, String condition) {
    gateway.waitsForAlarm(condition);
    await().atMost(LONG_ENOUGH).until(() -> known() == reports.size());
    gateway.waitsForAlarm(condition);
    assertThat(gateway.deadLetters()).isEmpty();
    assertThat(portal.confirmedDispatches()).isEmpty();
    assertThat(caseSystem.storedInAll()).isZero();
  }

  private int known() {
    return gateway.total("/api/reports");
  }

  private void assertAllStoredAndConfirmed(List<InventedReport> reports) {
    List<String> ids = reports.stream().map(InventedReport::dispatchId).toList();
    await()
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(portal.confirmedDispatches()).containsExactlyInAnyOrderElementsOf(ids));
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.total("/api/reports?state=CONFIRMED") == reports.size());
    assertThat(caseSystem.storedInAll()).isEqualTo(reports.size());
  }
}
