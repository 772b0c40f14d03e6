package no.lagret.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import no.lagret.sealing.Keyring;
import no.lagret.testing.OpenSsl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person can get wrong in the settings is told by file, line, what is wrong, what to do. */
class SettingsMistakesTest {

  private static final String SAMPLE =
      "\n  config/application.yaml shows every setting as it may look.";

  @TempDir private Path folder;
  private OpenSsl openssl;
  private OpenSsl.Pair pair;
  private String right;
  private Instant now = Instant.EPOCH;

  @BeforeEach
  void writeWhatIsRight() throws IOException {
    openssl = new OpenSsl(folder);
    pair = openssl.pair("ours");
    now = end().minus(Duration.ofDays(31));
    right =
        """
        lagret:
          keys:
            private: [%s]
            certificate: %s
          portal.svarinn:
            base-url: https://portal.example.org/api/v1
            username: integration
            password: secret-of-the-test
            poll-interval: 15m
          case-system.http:
            base-url: https://familia.example.org/api
          delivery:
            consumers: 4
            retry-multiplier: 2
          broker.mode: embedded
          approvals.second-person: true
        """
            .formatted(pair.key(), pair.certificate());
  }

  @Test
  void findsNothingWrongWhereAllIsWell() throws IOException {
    assertThat(said(right)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          poll-interval: 15m | poll-intervall: 15m | line 9: lagret.portal.svarinn.poll-intervall is no setting of Lagret | Did you mean lagret.portal.svarinn.poll-interval?
          consumers: 4 | consumer: 4 | line 13: lagret.delivery.consumer is no setting of Lagret | Did you mean lagret.delivery.consumers?
          broker.mode | brokr.mode | line 15: lagret.brokr.mode is no setting of Lagret | Did you mean lagret.broker.mode?
          """)
  void namesASettingThatNothingReads(String from, String to, String wrong, String whatToDo)
      throws IOException {
    assertThat(said(right.replace(from, to)))
        .isEqualTo("application.yaml, " + wrong + "\n  " + whatToDo);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          default | is the recipient of the flat settings | Move its settings to lagret.portal, lagret.case-system and so on, or give it another name.
          a_b | is no name that a recipient can have | Make it of a-z, 0-9 and hyphens: it becomes a part of the names of queues and routes.
          """)
  void refusesANameThatNoRecipientCanHave(String name, String wrong, String whatToDo)
      throws IOException {
    assertThat(said(right + "  recipients." + name + ".portal.svarinn.username: x\n"))
        .isEqualTo("lagret.recipients." + name + ": " + wrong + "\n  " + whatToDo);
  }

  @Test
  void saysWhatASecondRecipientLacks() throws IOException {
    assertThat(said(right + "  recipients.nordstrand.portal.svarinn.username: x\n"))
        .contains(
            "lagret.recipients.nordstrand.portal.svarinn.base-url: is missing",
            "lagret.recipients.nordstrand.keys.private: is missing",
            "lagret.recipients.nordstrand.case-system.http.base-url: is missing")
        .doesNotContain("lagret.portal", "lagret.keys.private: is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          consumers: 4 | consumers: four | line 13: lagret.delivery.consumers is not a whole number
          consumers: 4 | retry-delay: soon | line 13: lagret.delivery.retry-delay is not a time such as 500ms, 5s, 15m or 12h
          broker.mode: embedded | ledger.census-interval: hourly | line 15: lagret.ledger.census-interval is not a time such as 500ms, 5s, 15m or 12h
          broker.mode: embedded | intake.disk-limit: 80 % | line 15: lagret.intake.disk-limit is not a whole number
          broker.mode: embedded | intake.longest-restart-pause: never | line 15: lagret.intake.longest-restart-pause is not a time such as 500ms, 5s, 15m or 12h
          broker.mode: embedded | intake.observe: perhaps | line 15: lagret.intake.observe is not true or false
          broker.mode: embedded | confirmations.hold: perhaps | line 15: lagret.confirmations.hold is not true or false
          broker.mode: embedded | demo.reports-every: often | line 15: lagret.demo.reports-every is not a time such as 500ms, 5s, 15m or 12h
          retry-multiplier: 2 | retry-multiplier: twice | line 14: lagret.delivery.retry-multiplier is not a number
          poll-interval: 15m | poll-interval: 15 minutes | line 9: lagret.portal.svarinn.poll-interval is not a time such as 500ms, 5s, 15m or 12h
          mode: embedded | mode: embeded | line 15: lagret.broker.mode is not embedded or external
          second-person: true | second-person: perhaps | line 16: lagret.approvals.second-person is not true or false
          https://familia.example.org/api | "the old one" | line 11: lagret.case-system.http.base-url is not an address such as https://familia.example.org/api
          """)
  void namesAValueThatCannotBeRead(String from, String to, String wrong) throws IOException {
    assertThat(said(right.replace(from, to))).isEqualTo("application.yaml, " + wrong + SAMPLE);
  }

  @ParameterizedTest
  @CsvSource({
    "lagret.portal.svarinn.base-url,    base-url: https://portal.example.org/api/v1",
    "lagret.portal.svarinn.username,    username: integration",
    "lagret.portal.svarinn.password,    password: secret-of-the-test",
    "lagret.case-system.http.base-url,    base-url: https://familia.example.org/api"
  })
  void namesASettingThatIsMissing(String name, String line) throws IOException {
    assertThat(said(right.replace("    " + line + "\n", "")))
        .contains(
            name
                + ": is missing\n  Set it in config/application.yaml, in the environment or as --"
                + name
                + "=…");
  }

  @Test
  void refusesTwoCaseSystemsOfOneRecipient() throws IOException {
    assertThat(
            said(
                right.replace(
                    "  delivery:", "  case-system.file: {outbox: inn, receipts: ut}\n  delivery:")))
        .isEqualTo(
            "lagret.case-system.file.outbox: is set beside http.base-url: a recipient has one case"
                + " system\n  Take one of the two out.");
  }

  @Test
  void wantsEverySettingOfAChannelOfWhichOneIsGiven() throws IOException {
    assertThat(
            said(
                right.replace(
                    "  delivery:", "  portal.fiks-io.amqp-host: io.example.org\n  delivery:")))
        .contains("lagret.portal.fiks-io.account-id: is missing")
        .contains("lagret.portal.fiks-io.keystore: is missing")
        .doesNotContain("svarinn");
    assertThat(said(right.replace("  delivery:", "  portal.fiks-io.account-id: ours\n  delivery:")))
        .contains("account-id is not an id such as 0f8fad5b-d9cb-469f-a165-70867728950e");
  }

  @Test
  void refusesTheAccountOfAnotherRecipient() throws IOException {
    String account = "portal.fiks-io.account-id: 0f8fad5b-d9cb-469f-a165-70867728950e";
    assertThat(
            said(
                right.replace(
                    "  delivery:",
                    "  "
                        + account
                        + "\n  recipients.nordstrand."
                        + account
                            .toUpperCase(java.util.Locale.ROOT)
                            .replaceFirst(".*: ", "portal.fiks-io.account-id: ")
                        + "\n  delivery:")))
        .contains(
            "lagret.recipients.nordstrand.portal.fiks-io.account-id: is the account of another"
                + " recipient too\n  Give each recipient its own account");
  }

  @Test
  void namesAFileOfFiksIoThatHoldsNothing() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.p12"), "");
    for (String name : List.of("keystore", "trust-store")) {
      assertThat(
              said(
                  right.replace(
                      "  delivery:",
                      "  portal.fiks-io: {account-id: 0f8fad5b-d9cb-469f-a165-70867728950e, "
                          + name
                          + ": "
                          + empty
                          + "}\n  delivery:")))
          .contains(
              "lagret.portal.fiks-io."
                  + name
                  + ": names a file that is not there, or holds nothing");
    }
  }

  @Test
  void saysThatTheFolderOfTheReceiptsIsMissing() throws IOException {
    assertThat(
            said(
                right.replaceFirst(
                    "case-system.http:\\s+base-url: \\S+", "case-system.file.outbox: inn")))
        .startsWith("lagret.case-system.file.receipts: is missing");
  }

  @Test
  void refusesAFolderThroughWhichNoReportWouldGo() throws IOException {
    assertThat(
            said(
                right.replace(
                    "  delivery:", "  routes: [case-system-http, case-system-mine]\n  delivery:")))
        .isEqualTo(
            "lagret.routes: names case-system-mine, and no recipient's reports would go through it"
                + "\n  Name one case-system-… for those over HTTP, and one case-system-file-… for"
                + " those over files.");
  }

  @Test
  void namesTheLineThatIsNoYaml() throws IOException {
    assertThat(said(right.replace("  delivery:", "  delivery")))
        .startsWith("application.yaml, line 13: is no YAML that can be read\n  Look at the");
  }

  @Test
  void namesTheFileThatIsNoYamlWhereThereAreSeveral() throws IOException {
    Path second = Files.writeString(folder.resolve("application-district.yaml"), "a: 1\n b: 2\n");

    assertThat(said(right, "," + second.toUri()))
        .startsWith("application-district.yaml, line 2: is no YAML that can be read\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stamp", "proof"})
  void namesAKeyOfItsOwnThatIsNone(String kind) throws IOException {
    Path key = Files.writeString(folder.resolve(kind), "short");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

    assertThat(said(right + "  keys." + kind + ": [" + key + "]\n"))
        .startsWith(kind + ": does not hold base64 of 32 bytes\n  Restore it from the backup.");
  }

  @ParameterizedTest
  @CsvSource({
    "trust-store: %key, trust-store",
    "trust-store: /nowhere.pem, trust-store",
    "client-certificate: /nowhere.pem, client-certificate",
    "'client-certificate: %certificate, client-key: %certificate', client-key"
  })
  void namesAFileForTlsThatCannotBeUsed(String tls, String setting) throws IOException {
    String given =
        tls.replace("%key", pair.key().toString())
            .replace("%certificate", pair.certificate().toString());

    assertThat(said(right + "  case-system: {http: {" + given + "}}\n"))
        .startsWith("lagret.case-system.http." + setting + ": names a file that is not there");
  }

  @ParameterizedTest
  @CsvSource({"mail, %key", "mail, /nowhere.pem", "webhook, /nowhere.pem"})
  void namesAFileToTrustAChannelOfAlarmsByThatCannotBeUsed(String channel, String file)
      throws IOException {
    String given = "{trust-store: " + file.replace("%key", pair.key().toString()) + "}";

    assertThat(said(right + "  alerts: {" + channel + ": " + given + "}\n"))
        .startsWith(
            "lagret.alerts."
                + channel
                + ".trust-store: names a file that is not there, or holds no");
    assertThat(said(right + "  alerts: {mail: {trust-store: " + pair.certificate() + "}}\n"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {reminders: []} | lagret.alerts
          {office-hours: 8-16} | lagret.alerts
          {language: no} | lagret.alerts
          {mail: {host: smtp.example.org}} | lagret.alerts.mail
          {syslog: {facility: 24}} | lagret.alerts.syslog
          """)
  void namesSettingsOfAlarmsThatSayNothing(String alerts, String named) throws IOException {
    assertThat(said(right + "  alerts: " + alerts + "\n")).contains(named);
  }

  @Test
  void opensTheFilesForTlsThatAreWell() throws IOException {
    assertThat(
            said(
                right
                    + "  case-system: {http: {client-certificate: %s, client-key: %s, trust-store: %s}}\n"
                        .formatted(pair.certificate(), pair.key(), pair.certificate())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{noop}secret-of-the-test", "secret-of-the-test"})
  void namesAPasswordThatStandsInClear(String password) throws IOException {
    assertThat(
            said(
                right
                    + "  users: [{name: kari, roles: viewer, password: \"%s\"}]\n"
                        .formatted(password)))
        .startsWith("lagret.users[0].password: is not a bcrypt hash\n  Run java -jar")
        .doesNotContain("secret-of-the-test");
  }

  @Test
  void namesAKeyThatOthersCanRead() throws IOException {
    Files.setPosixFilePermissions(pair.key(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(said(right))
        .isEqualTo(
            pair.key().getFileName()
                + ": can be read by others than its owner\n  Run: chmod 600 "
                + pair.key());
  }

  @Test
  void namesAKeyThatIsNotThere() throws IOException {
    assertThat(said(right.replace(pair.key().toString(), folder.resolve("gone.pem").toString())))
        .isEqualTo(
            "gone.pem: does not exist\n"
                + "  Put the file there, or correct the setting that names it.");
  }

  @Test
  void namesACertificateThatBelongsToAnotherKey() throws IOException {
    Path other = openssl.pair("other").certificate();

    assertThat(said(right.replace(pair.certificate().toString(), other.toString())))
        .startsWith(other.getFileName() + ": belongs to none of the private keys\n");
  }

  @Test
  void warnsBeforeACertificateExpires() throws IOException {
    now = end().minus(Duration.ofDays(20));

    assertThat(said(right))
        .isEqualTo(
            "Warning: "
                + pair.certificate().getFileName()
                + ": expires in 20 days, at "
                + end()
                + "\n  Order a new one now; keep the old key in lagret.keys.private behind the new"
                + " one.");
  }

  @Test
  void namesACertificateThatHasExpired() throws IOException {
    now = end().plusSeconds(1);

    assertThat(said(right))
        .startsWith(
            pair.certificate().getFileName() + ": expired at " + end() + "\n  Get a new one");
  }

  private Instant end() throws IOException {
    return Objects.requireNonNull(
        Keyring.load(List.of(pair.key()), pair.certificate()).sealsUntil());
  }

  private String said(String yaml) throws IOException {
    return said(yaml, "");
  }

  private String said(String yaml, String moreFiles) throws IOException {
    Path file = Files.writeString(folder.resolve("application.yaml"), yaml);
    List<Finding> findings =
        CheckCommand.findings(
            new String[] {
              "--spring.config.location=classpath:/application.yaml,file:" + file + moreFiles,
              "--lagret.data-directory=" + folder
            },
            false,
            () -> now);
    return findings.stream()
        .map(finding -> finding.text().replaceFirst(folder + "/", ""))
        .collect(Collectors.joining("\n"));
  }
}
