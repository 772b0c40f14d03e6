package no.lagret.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --connect} against both sides, as a new municipality runs it. */
@TestInstance(Lifecycle.PER_CLASS)
class ConnectCheckTest {

  private Portal portal;
  private CaseSystem caseSystem;

  @BeforeAll
  void start(@TempDir Path directory) {
    portal = Portal.start(directory);
    caseSystem = CaseSystem.start(directory);
  }

  @AfterEach
  void mend() {
    portal.isUp();
    caseSystem.isUp();
    caseSystem.reset();
  }

  @AfterAll
  void end() {
    caseSystem.close();
    portal.close();
  }

  @Test
  void asksBothSidesAndChangesNothing() throws IOException {
    InventedReport waiting = portal.offers(InventedReport.small());
    int lists = portal.lists();

    assertThat(said()).isEmpty();

    assertThat(portal.lists()).isEqualTo(lists + 1);
    assertThat(portal.fetchesOf(waiting.dispatchId())).isZero();
    assertThat(portal.confirmedDispatches()).isEmpty();
    assertThat(caseSystem.storedInAll()).isZero();
  }

  @Test
  void namesTheAccountThatThePortalRefuses() throws IOException {
    assertThat(said("--lagret.portal.svarinn.password=wrong"))
        .containsExactly("lagret.portal.svarinn.username: The portal answered 401 (STATUS_401)");
  }

  @Test
  void namesTheTokenThatTheCaseSystemRefuses() throws IOException {
    assertThat(said("--lagret.case-system.http.token=wrong"))
        .containsExactly("lagret.case-system.http.token: Case system answered 401 (STATUS_401)");
  }

  @Test
  void namesTheAddressThatDoesNotAnswer() throws IOException {
    assertThat(said("--lagret.case-system.http.base-url=http://127.0.0.1:9"))
        .containsExactly(
            "lagret.case-system.http.base-url: Case system does not answer (NO_CONNECTION)");
    assertThat(said("--lagret.portal.svarinn.base-url=http://nowhere.invalid/api/v1"))
        .containsExactly(
            "lagret.portal.svarinn.base-url: The portal does not answer (UNKNOWN_HOST)");
  }

  @Test
  void namesTheFolderOfTheCaseSystemThatIsNotThere(@TempDir Path folder) throws IOException {
    String overHttp = "--lagret.case-system.http.base-url=";
    String outbox = "--lagret.case-system.file.outbox=" + folder;

    assertThat(said(overHttp, outbox, "--lagret.case-system.file.receipts=" + folder)).isEmpty();
    assertThat(
            said(
                overHttp,
                outbox,
                "--lagret.case-system.file.receipts=" + folder.resolve("not-there")))
        .containsExactly(
            "lagret.case-system.file.receipts: The folder of the case system cannot be used: it is"
                + " not there (FOLDER_MISSING)");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void isNotMisledByAWebPage() throws IOException {
    caseSystem.answers("ask").kind("html").forEver();
    assertThat(said())
        .singleElement()
        .asString()
        .startsWith("lagret.case-system.http.base-url: Case system answered with a web page");
  }

  @Test
  void asksNobodyWhileASettingIsWrong() throws IOException {
    int lists = portal.lists();
    assertThat(said("--lagret.keyz=x")).hasSize(1);
    assertThat(portal.lists()).isEqualTo(lists);
  }

  /** The certificate of the test is valid for two days only: that warning is left out. */
  private List<String> said(String... more) throws IOException {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--lagret.keys.private=" + portal.privateKey(),
                "--lagret.keys.certificate=" + portal.certificate(),
                "--lagret.portal.svarinn.base-url=" + portal.baseUrl(),
                "--lagret.portal.svarinn.username=" + portal.username(),
                "--lagret.portal.svarinn.password=" + portal.password(),
                "--lagret.case-system.http.base-url=" + caseSystem.baseUrl(),
                "--lagret.case-system.http.token=" + caseSystem.token()));
    for (String setting : more) {
      settings.removeIf(s -> s.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
      settings.add(setting);
    }
    return CheckCommand.findings(settings.toArray(String[]::new), true, Clock.systemUTC()).stream()
        .filter(finding -> !finding.warning())
        .map(Finding::sentence)
        .toList();
  }
}
