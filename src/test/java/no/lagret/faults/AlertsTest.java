package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import no.lagret.testing.DrippingServer;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import no.lagret.testing.MailServer;
import no.lagret.testing.OpenSsl;
import no.lagret.testing.SyslogServer;
import no.lagret.testing.Webhook;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** People are told of what needs attention: by real servers for mail, webhook and syslog. */
class AlertsTest extends WholeWay {

  private static final String DOWN = "[Lagret] Familia svarer ikke";
  private static final String OVER = "[Lagret] Over: Familia svarer ikke";
  private static final String STILL = "[Lagret] Står fortsatt: Familia svarer ikke";
  private static final String OPERATIONS = "drift@example.org";
  private static final String LEADER = "leder@example.org";

  /** For the whole class: settings that name a file of it stay. */
  @TempDir static Path folder;

  private final MailServer mail = MailServer.plain();
  private final Webhook webhook = new Webhook();
  private final SyslogServer syslog = new SyslogServer();
  private Set<MailServer.Mail> before = Set.of();
  private int calledBefore;

  @Override
  String[] settings() {
    return new String[] {
      "lagret.alerts.collect=0s",
      "lagret.alerts.gap=0s",
      "lagret.alerts.console=https://lagret.example.org/",
      "lagret.alerts.mail.host=127.0.0.1",
      "lagret.alerts.mail.port=" + mail.port(),
      "lagret.alerts.mail.security=NONE",
      "lagret.alerts.mail.from=lagret@example.org",
      "lagret.alerts.mail.to=" + OPERATIONS,
      "lagret.alerts.mail.escalate-to=" + LEADER,
      "lagret.alerts.webhook.url=" + webhook.url(),
      "lagret.alerts.syslog.host=127.0.0.1",
      "lagret.alerts.syslog.port=" + syslog.udpPort()
    };
  }

  @AfterAll
  void closeServers() {
    mail.close();
    webhook.close();
    syslog.close();
  }

  @BeforeEach
  void nothingStands() {
    gateway.waitsForEndOf("CASE_SYSTEM_DOWN");
    gateway.waitsForEndOf("LATE");
    JdbcClient jdbc = gateway.part(JdbcClient.class);
    await("all to be told that there is")
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                count(jdbc, "alarm where ended_at is not null and told <> 'ENDED' or told is null")
                        + count(jdbc, "notice where settled_at is null and escalates = 0")
                    == 0);
    before = Set.copyOf(mail.mails());
    calledBefore = webhook.taken().size();
  }

  private static long count(JdbcClient jdbc, String from) {
    return jdbc.sql("select count(*) from " + from).query(Long.class).single();
  }

  @AfterEach
  void allIsWellAgain() {
    gateway.clock().runsAheadBy(Duration.ZERO);
    caseSystem.isUp();
    goodReportGoesThrough();
  }

  /** The mails of this test to them, oldest first. */
  private List<String> subjects(String to) {
    return mail.mails().stream()
        .filter(one -> !before.contains(one))
        .filter(one -> one.to().contains(to))
        .map(MailServer.Mail::subject)
        .filter(subject -> subject.contains("Familia svarer ikke"))
        .toList();
  }

  private void waitsForMails(String to, String... subjects) {
    await("mails to " + to)
        .atMost(LONG_ENOUGH)
        .untilAsserted(() -> assertThat(subjects(to)).containsExactly(subjects));
  }

  /** How often the webhook was called with that since the test began. */
  private long called(String with) {
    return webhook.taken().stream()
        .skip(calledBefore)
        .filter(call -> call.toString().contains(with))
        .count();
  }

  /** An outage is known once several reports have met it. */
  private InventedReport caseSystemGoesDown() {
    caseSystem.isDown();
    InventedReport report = portal.offers(InventedReport.small());
    for (int i = 0; i < 3; i++) {
      portal.offers(InventedReport.small());
    }
    gateway.waitsForAlarm("CASE_SYSTEM_DOWN");
    return report;
  }

  /** The attempts for what waits are bound to the clock, and go on when it is right again. */
  private void caseSystemComesBack() {
    caseSystem.isUp();
    gateway.waitsForEndOf("CASE_SYSTEM_DOWN");
  }

  private JsonNode alarm(String condition) {
    return gateway.alarms().stream()
        .filter(alarm -> alarm.path("condition").asString("").equals(condition))
        .findFirst()
        .orElseThrow();
  }

  private void acknowledges(String condition) {
    String id = alarm(condition).path("id").asString("");
    assertThat(gateway.post("/api/alarms/" + id + "/acknowledge").statusCode()).isEqualTo(204);
  }

  private boolean ledgerTells(String type, String actor) {
    return gateway.get("/api/ledger?size=200&type=" + type).body().contains("\"" + actor + "\"");
  }

  @Test
  void tellsByEveryChannelWhenAConditionBeginsAndWhenItEnds() {
    caseSystemGoesDown();
    MailServer.Mail began =
        mail.waitsFor("it begins", one -> one.subject().equals(DOWN) && !before.contains(one));
    assertThat(began.from()).isEqualTo("lagret@example.org");
    assertThat(began.text())
        .startsWith("Familia svarer ikke. Begynte ")
        .contains("\nHvor viktig: Se på det i dag\n")
        .contains("\nGjelder: default\n")
        .contains("\nhttps://lagret.example.org/alarms\n");
    JsonNode card =
        webhook.waitsFor("card", call -> call.toString().contains("Familia svarer ikke"));
    assertThat(card.path("type").asString("")).isEqualTo("message");
    JsonNode attachment = card.path("attachments").path(0);
    assertThat(attachment.path("contentType").asString(""))
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(attachment.path("content").path("body").path(0).path("text").asString(""))
        .isEqualTo(DOWN);
    String line =
        syslog.waitsForUdp(
            "<132>1 \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z [!-~]+ lagret \\d+ CASE_SYSTEM_DOWN - \uFEFF"
                + "BEGAN severity=WARNING count=1 recipient=default .*");
    assertThat(line).contains(" id=" + began.notice() + " ").doesNotContain("\n");

    caseSystemComesBack();
    waitsForMails(OPERATIONS, DOWN, OVER);
    syslog.waitsForUdp("<134>1 .* CASE_SYSTEM_DOWN - \uFEFFENDED .*");
    assertThat(ledgerTells("ALARM_ENDED", "CASE_SYSTEM_DOWN")).isTrue();
  }

  @Test
  void remindsAtGrowingIntervalsAndNotAtEachRetry() {
    InventedReport report = caseSystemGoesDown();
    gateway.waitsForFailures(report.reportId(), 1);
    waitsForMails(OPERATIONS, DOWN);
    gateway.clock().runsAheadBy(Duration.ofMinutes(61));
    waitsForMails(OPERATIONS, DOWN, STILL);
    gateway.clock().runsAheadBy(Duration.ofMinutes(61 + 242));
    waitsForMails(OPERATIONS, DOWN, STILL, STILL);
    gateway.clock().runsAheadBy(Duration.ofMinutes(61 + 242 + 723));
    waitsForMails(OPERATIONS, DOWN, STILL, STILL, STILL);

    caseSystemComesBack();
    waitsForMails(OPERATIONS, DOWN, STILL, STILL, STILL, OVER);
  }

  @Test
  void tellsTheNextOnesOnlyWhenNobodyHasSeenIt() {
    caseSystemGoesDown();
    waitsForMails(OPERATIONS, DOWN);
    gateway.clock().runsAheadBy(Duration.ofMinutes(31));
    waitsForMails(LEADER, DOWN);
    caseSystemComesBack();
    waitsForMails(LEADER, DOWN, OVER);
    waitsForMails(OPERATIONS, DOWN, OVER);
    gateway.clock().runsAheadBy(Duration.ZERO);

    before = Set.copyOf(mail.mails());
    caseSystemGoesDown();
    waitsForMails(OPERATIONS, DOWN);
    acknowledges("CASE_SYSTEM_DOWN");
    assertThat(alarm("CASE_SYSTEM_DOWN").path("acknowledgedBy").asString(""))
        .isEqualTo(Gateway.USER);
    // Later than the escalation and the first reminder of what nobody has seen.
    gateway.clock().runsAheadBy(Duration.ofHours(2));
    gateway.waitsForAlarm("LATE");
    caseSystemComesBack();
    waitsForMails(OPERATIONS, DOWN, OVER);
    assertThat(subjects(LEADER)).isEmpty();
    await("the ledger")
        .atMost(LONG_ENOUGH)
        .until(() -> ledgerTells("ALARM_ACKNOWLEDGED", Gateway.USER));
  }

  @Test
  void keepsQuietAboutOutagesDuringMaintenanceAndNeverAboutTheClocks() {
    String until = gateway.clock().instant().plus(Duration.ofHours(3)).toString();
    assertThat(gateway.post("/api/maintenance", "{\"until\": \"" + until + "\"}").statusCode())
        .isEqualTo(200);
    assertThat(gateway.get("/api/maintenance").body()).contains("\"by\":\"" + Gateway.USER + "\"");
    caseSystemGoesDown();
    gateway.clock().runsAheadBy(Duration.ofMinutes(70));
    mail.waitsFor(
        "the clock",
        one ->
            !before.contains(one)
                && one.subject().contains("En melding er sen")
                && one.text().contains("Se på det i dag"));
    assertThat(subjects(OPERATIONS)).isEmpty();

    assertThat(gateway.delete("/api/maintenance").statusCode()).isEqualTo(200);
    waitsForMails(OPERATIONS, DOWN);
    caseSystemComesBack();
    waitsForMails(OPERATIONS, DOWN, OVER);
    await("the ledger")
        .atMost(LONG_ENOUGH)
        .until(() -> ledgerTells("MAINTENANCE_ENDED", Gateway.USER));
    for (String no : List.of("", "yesterday", "2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z")) {
      assertThat(gateway.post("/api/maintenance", "{\"until\": \"" + no + "\"}").statusCode())
          .as(no)
          .isEqualTo(400);
    }
  }

  @Test
  void tellsByTheNextChannelThatOneFailsAndLosesNothingOverARestart() {
    mail.isDown();
    caseSystemGoesDown();
    await("the webhook to say that mail fails")
        .atMost(LONG_ENOUGH)
        .until(() -> called("[Lagret] Varsler kommer ikke fram") == 1);
    assertThat(alarm("NOTICE_FAILING").path("subject").asString("")).startsWith("mail");

    gateway.stop();
    gateway.startAgain();
    gateway.waitsUntilOpen();
    assertThat(gateway.alarmStands("NOTICE_FAILING")).isTrue();
    mail.isUp();
    gateway.clock().runsAheadBy(Duration.ofMinutes(16));
    waitsForMails(OPERATIONS, DOWN);
    gateway.waitsForEndOf("NOTICE_FAILING");

    caseSystemComesBack();
    waitsForMails(OPERATIONS, DOWN, OVER);
    assertThat(called("[Lagret] Varsler kommer ikke fram")).isEqualTo(1);
  }

  /** What was taken is taken, however long the answer is. */
  @Test
  void tellsAWebhookOnceThatAnswersAtLength() {
    webhook.isLongWinded(true);
    caseSystemGoesDown();
    waitsForMails(OPERATIONS, DOWN);
    caseSystemComesBack();
    waitsForMails(OPERATIONS, DOWN, OVER);
    await("the webhook to hear that it is over")
        .atMost(LONG_ENOUGH)
        .until(() -> called("Over: Familia svarer ikke") > 0);
    webhook.isLongWinded(false);

    assertThat(count(gateway.part(JdbcClient.class), "notice where attempts > 0")).isZero();
  }

  /** It says something each second, so that no wait for its next word is ever too long. */
  @Test
  @Tag("long")
  void tellsByTheOtherChannelsThatAMailServerNeverComesToAnEnd() throws IOException {
    try (DrippingServer drips = new DrippingServer()) {
      gateway.stop();
      gateway.startAgain("lagret.alerts.mail.port=" + drips.port());
      gateway.waitsUntilOpen();
      caseSystemGoesDown();
      await("the webhook to say that mail fails")
          .atMost(LONG_ENOUGH)
          .until(() -> called("[Lagret] Varsler kommer ikke fram") > 0);
      caseSystemComesBack();
      gateway.stop();
    }
    gateway.startAgain("lagret.alerts.mail.port=" + mail.port());
    gateway.waitsUntilOpen();
    gateway.waitsForEndOf("NOTICE_FAILING");
  }

  /** Of a day to which no other test comes, and whatever the time is now: not of a morning. */
  private MailServer.Mail headAtNoonInDays(int days) {
    ZonedDateTime noon =
        ZonedDateTime.now(ZoneId.of("Europe/Oslo")).plusDays(days).with(LocalTime.NOON);
    gateway.clock().runsAheadBy(Duration.between(Instant.now(), noon));
    return mail.waitsFor("head", one -> one.notice().equals("head-" + noon.toLocalDate()));
  }

  @Test
  void sendsTheLedgersHeadOutOfTheMachineOnceADay() {
    String title = "[Lagret] Sporingsloggens siste ledd";
    MailServer.Mail head = headAtNoonInDays(10);
    assertThat(head.subject()).isEqualTo(title);
    assertThat(head.text()).containsPattern("\n[0-9a-f]{64}\n");
    syslog.waitsForUdp("<133>1 .* HEAD - \uFEFFevents=\\d+ head=[0-9a-f]{64}");
    headAtNoonInDays(11);
    assertThat(
            mail.mails().stream()
                .filter(one -> one.subject().equals(title))
                .map(MailServer.Mail::notice))
        .doesNotHaveDuplicates();
  }

  @Test
  void goesOnTellingAfterTheClockWasSetBack() {
    gateway.clock().runsAheadBy(Duration.ofDays(2));
    caseSystemGoesDown();
    waitsForMails(OPERATIONS, DOWN);
    gateway.clock().runsAheadBy(Duration.ZERO);
    waitsForMails(OPERATIONS, DOWN, STILL);
    caseSystemComesBack();
    waitsForMails(OPERATIONS, DOWN, STILL, OVER);
  }

  @Test
  void tellsFromMemoryWhileTheDatabaseTakesNothing() {
    JdbcClient jdbc = gateway.part(JdbcClient.class);
    jdbc.sql("alter table alarm rename to away").update();
    try {
      caseSystem.isDown();
      for (int i = 0; i < 4; i++) {
        portal.offers(InventedReport.small());
      }
      waitsForMails(OPERATIONS, DOWN);
    } finally {
      jdbc.sql("alter table away rename to alarm").update();
    }
    await("told from the table too")
        .atMost(LONG_ENOUGH)
        .untilAsserted(() -> assertThat(subjects(OPERATIONS)).containsExactly(DOWN, DOWN));
    caseSystem.isUp();
    waitsForMails(OPERATIONS, DOWN, DOWN, OVER);
  }

  @Test
  void speaksTlsSignsInAndTakesOtherForms() throws Exception {
    OpenSsl.Pair pair = new OpenSsl(folder).pair("localhost");
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
    try (MailServer secret = MailServer.withTls(folder, pair)) {
      gateway.stop();
      gateway.startAgain(
          "lagret.alerts.mail.host=localhost",
          "lagret.alerts.mail.port=" + secret.port(),
          "lagret.alerts.mail.security=TLS",
          "lagret.alerts.mail.username=" + MailServer.USER,
          "lagret.alerts.mail.password=" + MailServer.PASSWORD,
          "lagret.alerts.webhook.form=SLACK",
          "lagret.alerts.language=en",
          "lagret.alerts.syslog.transport=TCP",
          "lagret.alerts.syslog.port=" + syslog.tcpPort());
      gateway.waitsUntilOpen();
      caseSystemGoesDown();
      JsonNode slack = webhook.waitsFor("slack", call -> call.has("text"));
      assertThat(slack.path("text").asString("")).startsWith("*[Lagret] ");
      String line = syslog.waitsForTcp("(?s)<132>1 .* CASE_SYSTEM_DOWN - \uFEFFBEGAN .*");
      assertThat(line).doesNotContain("\n");
      // Nobody trusts its certificate yet, and nothing is sent to whoever may be there. Its own
      // threads complain of that.
      gateway.waitsForAlarm("NOTICE_FAILING");
      assertThat(secret.mails()).isEmpty();

      gateway.stop();
      gateway.startAgain("lagret.alerts.mail.trust-store=" + pair.certificate());
      gateway.clock().runsAheadBy(Duration.ofMinutes(16));
      secret.waitsFor("it begins", one -> one.subject().equals("[Lagret] Familia does not answer"));
      caseSystemComesBack();
    } finally {
      Awaitility.catchUncaughtExceptionsByDefault();
      gateway.stop();
      gateway.startAgain(
          "lagret.alerts.mail.host=127.0.0.1",
          "lagret.alerts.mail.port=" + mail.port(),
          "lagret.alerts.mail.security=NONE",
          "lagret.alerts.language=nb",
          "lagret.alerts.webhook.form=TEAMS",
          "lagret.alerts.syslog.transport=UDP",
          "lagret.alerts.syslog.port=" + syslog.udpPort());
      gateway.waitsUntilOpen();
    }
  }

  @Test
  void showsTheSecretsOfNoChannel() throws Exception {
    assertThat(Files.readString(Path.of("routes/alerts/alerts.camel.yaml")))
        .doesNotContain("password");
    assertThat(gateway.get("/api/routes").body()).doesNotContain(webhook.url());
    assertThat(gateway.get("/routes").body()).doesNotContain(webhook.url());
  }
}
