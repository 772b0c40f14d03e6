package no.lagret.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.FiksIoPortal;
import no.lagret.testing.InventedReport;
import no.lagret.testing.OpenSsl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code check --connect} on channel FIKS_IO, as a new municipality runs it: the sentences that
 * docs/connect-a-municipality.md tells the cures of.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FiksIoConnectCheckTest {

  private static final String CHANNEL = "lagret.portal.fiks-io.";

  private Path folder;
  private FiksIoPortal portal;
  private CaseSystem caseSystem;

  @BeforeAll
  void start(@TempDir Path directory) {
    folder = directory;
    portal = FiksIoPortal.start(directory);
    caseSystem = CaseSystem.start(directory);
  }

  @AfterAll
  void end() {
    caseSystem.close();
    portal.close();
  }

  @Test
  void logsInAndTakesNothing() throws IOException {
    InventedReport waiting = portal.sends(InventedReport.small());

    assertThat(said()).isEmpty();

    assertThat(portal.logins()).isPositive();
    assertThat(portal.deliveriesOf(waiting.dispatchId())).isZero();
    assertThat(portal.confirmations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          integration-password=feil | integration-password: KS's broker refused the login (ACCESS_REFUSED)
          integration-id=0f8fad5b-d9cb-469f-a165-70867728950e | integration-password: KS's broker refused the login (ACCESS_REFUSED)
          account-id=0f8fad5b-d9cb-469f-a165-70867728950e | account-id: KS's broker has no such account for this integration (NOT_FOUND)
          client-id=feil | client-id: Maskinporten refused to give a token, status 401 (STATUS_401)
          audience=https://maskinporten.no/ | audience: Maskinporten refused to give a token, status 400 (STATUS_400)
          amqp-host=io.fiks.example.invalid | amqp-host: KS's broker is not to be found (UNKNOWN_HOST)
          keystore-password=feil | keystore: names a file that is not there, or holds nothing that can be read
          account-id=min-konto | account-id: is not an id such as 0f8fad5b-d9cb-469f-a165-70867728950e
          """)
  void namesTheSettingThatIsWrong(String wrong, String sentence) throws IOException {
    assertThat(said(wrong)).containsExactly(CHANNEL + sentence);
    assertThat(Files.readString(Path.of("docs", "connect-a-municipality.md")))
        .contains(sentence.replaceAll("such as .*", "such as").replaceAll(" \\([A-Z_0-9]+\\)", ""));
  }

  @Test
  void namesTheKeyThatMaskinportenDoesNotKnowAndTheCertificateThatIsNotKss() throws IOException {
    OpenSsl.Pair other = new OpenSsl(folder).pair("annen");
    Path both = folder.resolve("annen.pem");
    Files.writeString(both, Files.readString(other.key()) + Files.readString(other.certificate()));

    assertThat(said("keystore=" + both))
        .containsExactly(
            CHANNEL + "audience: Maskinporten refused to give a token, status 400 (STATUS_400)");
    assertThat(said("trust-store=" + other.certificate()))
        .containsExactly(CHANNEL + "trust-store: KS's broker is not who it should be (TLS)");
  }

  /** The certificate of the test is valid for two days only: that warning is left out. */
  private List<String> said(String... wrong) throws IOException {
    List<String> settings =
        new ArrayList<>(
            Stream.concat(
                    portal.gatewaySettings(),
                    Stream.of(
                        "lagret.keys.private=" + portal.privateKey(),
                        "lagret.keys.certificate=" + portal.certificate(),
                        "lagret.case-system.http.base-url=" + caseSystem.baseUrl(),
                        "lagret.case-system.http.token=" + caseSystem.token()))
                .toList());
    for (String setting : wrong) {
      String name = CHANNEL + setting.substring(0, setting.indexOf('=') + 1);
      settings.removeIf(known -> known.startsWith(name));
      settings.add(CHANNEL + setting);
    }
    String[] arguments = settings.stream().map(s -> "--" + s).toArray(String[]::new);
    return CheckCommand.findings(arguments, true, Clock.systemUTC()).stream()
        .filter(finding -> !finding.warning())
        .map(Finding::sentence)
        .toList();
  }
}
