package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.reconciliation.Period;
import no.lagret.reconciliation.Reconciliations;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Portal, ledger and case system compared on order, through the API of a whole gateway. */
class ReconciliationTest extends WholeWay {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  String[] settings() {
    return new String[] {
      "lagret.reconciliation.grace=0s",
      "lagret.reconciliation.look-every=99d",
      "lagret.reconciliation.portal-log.columns.report=Melding",
      "lagret.reconciliation.portal-log.columns.time=Sendt",
      "lagret.reconciliation.portal-log.columns.status=Status",
      "lagret.reconciliation.portal-log.delivered=Levert",
      "lagret.reconciliation.portal-log.printed=Papir",
      "lagret.reconciliation.case-system-log.columns.report=Melding",
      "lagret.reconciliation.case-system-log.columns.journal-reference=Journal",
      "lagret.reconciliation.case-system-log.columns.time=Lagret"
    };
  }

  @AfterEach
  void bothSidesAnswer() {
    caseSystem.answers("list").kind("normal").forEver();
    portal.isUp();
    caseSystem.isUp();
    gateway.clock().runsAheadBy(Duration.ZERO);
  }

  private JsonNode reconciled() {
    HttpResponse<String> ordered = gateway.post("/api/reconciliations", lastTwoDays());
    return ended(ordered);
  }

  private JsonNode ended(HttpResponse<String> ordered) {
    assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
    String id = JSON.readTree(ordered.body()).path("id").asString("");
    return ended(id);
  }

  private JsonNode ended(String id) {
    await("reconciliation " + id)
        .atMost(LONG_ENOUGH)
        .until(() -> one(id).path("state").asString("").equals("DONE"));
    return one(id);
  }

  private static String lastTwoDays() {
    return """
        {"from": "%s", "to": "%s"}"""
        .formatted(Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1)));
  }

  private JsonNode one(String id) {
    return JSON.readTree(gateway.get("/api/reconciliations/" + id).body());
  }

  private static List<String> kindsOf(JsonNode run, String reportId) {
    return run.path("differences")
        .valueStream()
        .filter(difference -> difference.path("reportId").asString("").equals(reportId))
        .filter(difference -> difference.path("settledAt").isMissingNode())
        .map(difference -> difference.path("kind").asString(""))
        .toList();
  }

  private InventedReport delivered() {
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    return report;
  }

  @Test
  void findsAReportThatTheCaseSystemLostAndSeesWhenItIsThereAgain() {
    InventedReport well = delivered();
    InventedReport lost = delivered();
    caseSystem.loses(lost.reportId());

    JsonNode run = reconciled();

    assertThat(kindsOf(run, lost.reportId())).containsExactly("GONE");
    assertThat(kindsOf(run, well.reportId())).isEmpty();
    assertThat(gateway.alarmStands("DIFFERENCE_GONE", lost.reportId())).isTrue();
    assertThat(gateway.alarmStands("DIFFERENCE_GONE", well.reportId())).isFalse();

    InventedReport again = portal.offers(lost.resent());
    portal.waitsForConfirmationOf(again);
    gateway.waitsUntil(lost.reportId(), "CONFIRMED");

    assertThat(kindsOf(reconciled(), lost.reportId())).isEmpty();
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> !gateway.alarmStands("DIFFERENCE_GONE", lost.reportId()));
  }

  @Test
  void findsWhatOnlyTheCaseSystemHas() {
    String reportId = UUID.randomUUID().toString();
    caseSystem.registersByHand(reportId, "2026/7-7");

    assertThat(kindsOf(reconciled(), reportId)).containsExactly("UNKNOWN");
  }

  @Test
  @BeginsAndEnds(Condition.NOT_RECONCILED)
  void saysThatItDoesNotKnowWhereASideIsSilentAndNeverThatAllIsWell() {
    InventedReport lost = delivered();
    caseSystem.loses(lost.reportId());
    assertThat(kindsOf(reconciled(), lost.reportId())).containsExactly("GONE");
    InventedReport other = delivered();
    caseSystem.loses(other.reportId());
    caseSystem.answers("list").status(503).forEver();

    JsonNode run = reconciled();

    JsonNode own = run.path("recipients").path(0);
    assertThat(own.path("caseSystem").isMissingNode()).isTrue();
    assertThat(own.path("notKnown").asInt()).isPositive();
    assertThat(gateway.alarmStands("NOT_RECONCILED")).isTrue();
    // What stood goes on standing, and nothing is said of the other.
    assertThat(kindsOf(run, lost.reportId())).containsExactly("GONE");
    assertThat(kindsOf(run, other.reportId())).isEmpty();

    bothSidesAnswer();
    assertThat(kindsOf(reconciled(), other.reportId())).containsExactly("GONE");
    assertThat(gateway.alarmStands("NOT_RECONCILED")).isFalse();
  }

  @Test
  void leavesOneEventWithTheDigestsOfWhatWasCompared() {
    delivered();

    JsonNode run = reconciled();

    JsonNode told =
        await()
            .atMost(LONG_ENOUGH)
            .until(
                () ->
                    JSON.readTree(gateway.get("/api/ledger?size=200").body())
                        .path("items")
                        .valueStream()
                        .filter(e -> e.path("type").asString("").equals("RECONCILED"))
                        .filter(e -> e.path("facts").path("JOB").equals(run.path("id")))
                        .findFirst()
                        .orElse(null),
                event -> event != null);
    assertThat(told.path("facts").path("INPUTS").asString(""))
        .matches("case-system-list=[0-9a-f]{64},ledger-list=[0-9a-f]{64},portal-list=[0-9a-f]{64}");
    assertThat(told.path("actor").asString("")).isEqualTo("vakt");
  }

  @Test
  void refusesAPeriodThatEndsBeforeItBegins() {
    assertThat(
            gateway
                .post("/api/reconciliations", "{\"from\": \"2026-11-02\", \"to\": \"2026-10-01\"}")
                .statusCode())
        .isEqualTo(400);
  }

  private HttpResponse<String> uploads(String log) {
    return gateway.upload(
        "/api/reconciliations",
        Map.of(
            "from", Instant.now().minus(Duration.ofDays(1)).toString(),
            "to", Instant.now().plus(Duration.ofDays(1)).toString(),
            "portalLog", "@" + log));
  }

  @Test
  void comparesAnUploadedLogAndKeepsNothingOfIt() throws IOException {
    InventedReport well = delivered();
    InventedReport printed = delivered();
    String lost = UUID.randomUUID().toString();
    String name = "Oppdiktet Hemmelig";

    JsonNode run =
        ended(
            uploads(
                """
                Melding;Sendt;Status;Navn
                %s;%s;Levert;%s
                %s;%s;Papir;%s
                %s;%s;Levert;%s
                """
                    .formatted(
                        well.reportId(),
                        Instant.now(),
                        name,
                        printed.reportId(),
                        Instant.now(),
                        name,
                        lost,
                        Instant.now().minusSeconds(60),
                        name)));

    assertThat(kindsOf(run, well.reportId())).isEmpty();
    assertThat(kindsOf(run, printed.reportId())).containsExactly("PRINTED");
    assertThat(kindsOf(run, lost)).containsExactly("CONFIRMED_NOT_STORED");
    try (Stream<Path> files = Files.walk(gateway.dataDirectory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(name);
      }
    }
  }

  @Test
  void refusesATornLogWithTheLineAndComparesNothing() {
    HttpResponse<String> refused =
        uploads("Melding;Sendt;Status\nx;24.11.2026 08:41;Levert\ny;24.");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("cut off");
  }

  @Test
  void makesWhatWasOrderedAtOnceOneAfterTheOtherAndAlsoAfterARestart() {
    InventedReport lost = delivered();
    caseSystem.loses(lost.reportId());
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> ordered = gateway.post("/api/reconciliations", lastTwoDays());
      ids.add(JSON.readTree(ordered.body()).path("id").asString(""));
    }
    gateway.stop();
    gateway.startAgain();
    gateway.waitsUntilOpen();

    for (String id : ids) {
      assertThat(kindsOf(ended(id), lost.reportId())).containsExactly("GONE");
    }
    assertThat(gateway.total("/api/differences?q=" + lost.reportId())).isEqualTo(1);
  }

  private void inTheLedger(String statement) {
    JdbcClient.create(new DriverManagerDataSource(gateway.ledgerUrl())).sql(statement).update();
  }

  @Test
  void saysThatItFailedAndGoesOnOnceItCan() {
    InventedReport lost = delivered();
    caseSystem.loses(lost.reportId());
    inTheLedger("alter table difference rename to away");

    HttpResponse<String> ordered = gateway.post("/api/reconciliations", lastTwoDays());
    gateway.waitsForAlarm("NOT_RECONCILED");
    inTheLedger("alter table away rename to difference");

    assertThat(kindsOf(ended(ordered), lost.reportId())).containsExactly("GONE");
    gateway.waitsForEndOf("NOT_RECONCILED");
  }

  private List<String> days() {
    return JSON.readTree(gateway.get("/api/reconciliations?size=200").body())
        .path("items")
        .valueStream()
        .map(run -> run.path("day").asString(""))
        .filter(day -> !day.isEmpty())
        .toList();
  }

  /** One that breaks off each time holds up no other, and nobody believes that all was compared. */
  @Test
  @Tag("sqlite")
  void comparesWhatElseIsOrderedWhereOneBreaksOff() {
    InventedReport lost = delivered();
    caseSystem.loses(lost.reportId());
    inTheLedger(
        """
        create trigger breaks_off before insert on reconciliation_result
        when (select from_at from reconciliation where id = new.run_id) < '2025'
        begin select raise(abort, 'Oppdiktet Hemmelig'); end""");
    HttpResponse<String> broken =
        gateway.post("/api/reconciliations", "{\"from\": \"2024-11-02\", \"to\": \"2099-01-01\"}");
    gateway.waitsForAlarm("NOT_RECONCILED");

    assertThat(kindsOf(reconciled(), lost.reportId())).containsExactly("GONE");
    assertThat(gateway.alarmStands("NOT_RECONCILED")).isTrue();
    assertThat(gateway.get("/api/alarms").body()).doesNotContain("Hemmelig");

    inTheLedger("drop trigger breaks_off");
    ended(broken);
    gateway.waitsForEndOf("NOT_RECONCILED");
  }

  @Test
  void refusesAPeriodThatNobodyCanCompare() {
    for (String period :
        List.of(
            "{\"from\": \"2098-11-02\", \"to\": \"2099-01-01\"}",
            "{\"from\": \"0001-01-01\", \"to\": \"0002-01-01\"}")) {
      assertThat(gateway.post("/api/reconciliations", period).statusCode())
          .as(period)
          .isEqualTo(400);
    }
    assertThat(
            gateway
                .post(
                    "/api/reconciliations",
                    "{\"from\": \"2026-01-01\", \"to\": \"2026-01-02\", \"recipient\": \"x\"}")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void comparesAPeriodThatHasNotBegun() {
    Instant begin = Instant.now().plus(Duration.ofDays(8));
    Period period = new Period(begin, begin.plus(Duration.ofDays(1)));

    ended(gateway.part(Reconciliations.class).order(period, null, "vakt").id());
  }

  @Test
  void endsOneOfARecipientThatIsNotThereAnyMore() {
    Period period = new Period(Instant.now().minus(Duration.ofDays(1)), Instant.now());
    String id = gateway.part(Reconciliations.class).order(period, "borte", "vakt").id();

    await()
        .atMost(LONG_ENOUGH)
        .until(() -> one(id).path("state").asString("").equals("INTERRUPTED"));
  }

  private JsonNode uploaded(String side, Instant from, String log) {
    return ended(
        gateway.upload(
            "/api/reconciliations",
            Map.of(
                "from",
                from.toString(),
                "to",
                Instant.now().plus(Duration.ofDays(1)).toString(),
                side,
                "@" + log)));
  }

  private boolean stands(String kind, String subject) {
    return JSON.readTree(gateway.get("/api/differences?kind=" + kind).body())
        .path("items")
        .valueStream()
        .anyMatch(difference -> difference.path("subject").asString("").equals(subject));
  }

  /** Reports that nobody can name: only a log that spans their hour, in a period that has it. */
  @Test
  void settlesAnHourOnlyWhereAllOfItWasCompared() {
    Instant hour = Instant.now().minus(Duration.ofHours(20)).truncatedTo(ChronoUnit.HOURS);
    String subject = "PORTAL:" + hour;
    Instant before = hour.minus(Duration.ofHours(3));
    String line = ";" + hour.plusSeconds(600) + ";\n";
    String head = "Melding;Sendt;Status\n";

    uploaded("portalLog", before, head + line);
    assertThat(stands("NEVER_FETCHED", subject)).isTrue();

    uploaded("portalLog", hour.plus(Duration.ofHours(2)), head + line);
    assertThat(stands("NEVER_FETCHED", subject)).as("of another period").isTrue();
    uploaded("portalLog", before, head + ";" + hour.plusSeconds(3600) + ";\n");
    assertThat(stands("NEVER_FETCHED", subject)).as("from its end on").isTrue();

    uploaded(
        "portalLog",
        before,
        head + ";" + hour.minusSeconds(60) + ";\n;" + hour.plusSeconds(3660) + ";\n");
    assertThat(stands("NEVER_FETCHED", subject)).isFalse();
  }

  @Test
  void settlesWhatIsStoredTwiceOnlyWhereBothWouldBeSeen() {
    String reportId = UUID.randomUUID().toString();
    Instant from = Instant.now().minus(Duration.ofHours(9));
    String head = "Melding;Journal;Lagret\n";
    String first = reportId + ";2026/1;" + from.plusSeconds(60) + "\n";
    String second = reportId + ";2026/2;" + Instant.now() + "\n";
    uploaded("caseSystemLog", from, head + first + second);
    assertThat(stands("STORED_TWICE", reportId)).isTrue();

    uploaded("caseSystemLog", from, head + second);
    assertThat(stands("STORED_TWICE", reportId)).as("one lies before the log").isTrue();
    uploaded("caseSystemLog", from, head + first);
    assertThat(stands("STORED_TWICE", reportId)).as("one lies behind it").isTrue();

    String end = "x;2026/3;" + Instant.now() + "\n";
    uploaded("caseSystemLog", from, head + first + end);
    assertThat(stands("STORED_TWICE", reportId)).isFalse();
  }

  @Test
  void refusesAnEmptyLogAndTakesNoneForWhatIsNotFilledIn() {
    HttpResponse<String> refused = uploads("");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("empty");
  }

  @Test
  void isMadeOnceADayWhateverTheClockDoes() {
    // Some day to come, at whatever time of the day: at the latest the next one is due by then.
    gateway.clock().runsAheadBy(Duration.ofDays(2));
    String due = LocalDate.now(ZoneId.of("Europe/Oslo")).plusDays(1).toString();
    reconciled();
    assertThat(days()).anyMatch(day -> day.compareTo(due) >= 0);
    gateway.clock().runsAheadBy(Duration.ZERO);
    reconciled();
    gateway.clock().runsAheadBy(Duration.ofDays(2));
    reconciled();
    gateway.clock().runsAheadBy(Duration.ZERO);

    assertThat(days()).doesNotHaveDuplicates();
  }
}
