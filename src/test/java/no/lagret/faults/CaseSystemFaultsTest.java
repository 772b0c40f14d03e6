package no.lagret.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.demo.SampleReport;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Misbehaving;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseSystemFaultsTest extends WholeWay {

  static Stream<Fault> outages() {
    Stream<Fault> ofPut =
        Stream.of(
                IntStream.of(400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 503)
                    .mapToObj(status -> Fault.status("put", status)),
                IntStream.of(401, 403, 408, 429, 500, 503)
                    .mapToObj(status -> Fault.problem("put", status)),
                IntStream.of(301, 302, 307).mapToObj(status -> Fault.redirect("put", status)),
                IntStream.of(200, 404).mapToObj(status -> Fault.page("put", status)),
                Stream.of("hang", "drop", "reset", "broken-http", "endless")
                    .map(kind -> Fault.kind("put", kind)))
            .flatMap(faults -> faults);
    Stream<Fault> ofTheOthers =
        Stream.of("ask", "read")
            .flatMap(
                call ->
                    Stream.of(
                        Fault.status(call, 400),
                        Fault.status(call, 401),
                        Fault.problem(call, 403),
                        Fault.status(call, 500),
                        Fault.redirect(call, 302),
                        Fault.page(call, 200),
                        Fault.kind(call, "hang"),
                        Fault.kind(call, "drip"),
                        Fault.kind(call, "drop"),
                        Fault.kind(call, "cut"),
                        Fault.kind(call, "endless")));
    return Stream.of(ofPut, ofTheOthers, Stream.of(Fault.status("ask", 404)))
        .flatMap(faults -> faults);
  }

  @ParameterizedTest
  @MethodSource("outages")
  void keepsTheReportQueuedUntilTheCaseSystemIsPutRight(Fault fault) {
    InventedReport report = InventedReport.small();
    misbehaves(fault, report);
    portal.offers(report);

    gateway.waitsForFailures(report.reportId(), 2);
    assertThat(gateway.state(report.reportId())).isEqualTo("QUEUED");
    assertThat(failureClasses(report)).containsOnly("OUTAGE");
    assertThat(gateway.deadLetters(report.reportId())).isEmpty();
    assertPortalNotTold(report);

    isPutRight(report);
    assertEndsStoredAndConfirmed(report);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang-after", "drop-after", "drip", "cut"})
  void confirmsWhatWasStoredThoughItsReceiptWasLost(String kind) {
    InventedReport report = InventedReport.small();
    misbehaves(Fault.kind("put", kind), report);
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
    assertThat(failureClasses(report)).containsOnly("OUTAGE");
  }

  @ParameterizedTest
  @CsvSource({"put,401", "put,403", "put,302", "put,400", "ask,401"})
  void alarmsAboutTheSettingsUntilOneIsStored(String call, int status) {
    InventedReport report = InventedReport.small();
    misbehaves(Fault.status(call, status), report);
    portal.offers(report);
    gateway.waitsForAlarm("CASE_SYSTEM_SETTINGS");
    isPutRight(report);
    assertEndsStoredAndConfirmed(report);
    gateway.waitsForEndOf("CASE_SYSTEM_SETTINGS");
  }

  @Test
  void neverFollowsARedirect() {
    InventedReport report = InventedReport.small();
    InventedReport other = InventedReport.small();
    caseSystem
        .answers("ask")
        .forReport(report.reportId())
        .kind("redirect")
        .with("location", caseSystem.baseUrl() + "/bekymringsmeldinger/" + other.reportId())
        .forEver();
    portal.offers(report);
    gateway.waitsForFailures(report.reportId(), 2);
    assertThat(caseSystem.lookupsOf(other.reportId())).isZero();
    isPutRight(report);
    assertEndsStoredAndConfirmed(report);
  }

  @ParameterizedTest
  @CsvSource({"429,false", "503,false", "429,true"})
  void waitsAsLongAsItIsAskedTo(int status, boolean asDate) {
    InventedReport report = InventedReport.small();
    Misbehaving busy = caseSystem.answers("put").forReport(report.reportId()).status(status);
    // A date has whole seconds, so it may be up to a second nearer than it says.
    (asDate ? busy.retryAfterDate(3) : busy.retryAfter(2)).once();
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
    List<Instant> puts =
        caseSystem.putsOf(report.reportId()).stream()
            .map(put -> Instant.parse(put.path("at").asString("")))
            .toList();
    assertThat(puts).hasSizeGreaterThanOrEqualTo(2);
    assertThat(Duration.between(puts.get(0), puts.get(1)))
        .isGreaterThan(Duration.ofMillis(1900))
        .isLessThan(Duration.ofSeconds(60));
  }

  static Stream<Fault> refusals() {
    return Stream.of(
        Fault.problem("put", 400),
        Fault.problem("put", 404),
        Fault.problem("put", 413),
        Fault.problem("put", 422),
        Fault.problem("ask", 422));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void laysARefusedReportBeforeAPersonWhoDeliversItAgain(Fault fault) {
    goodReportGoesThrough();
    InventedReport report = InventedReport.small();
    misbehaves(fault, report);
    portal.offers(report);
    assertEndsDead(report, "REFUSED");
    assertThat(caseSystem.stored(report.reportId())).isEmpty();

    isPutRight(report);
    redelivers(report);
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  void laysAReportWhoseIdIsTakenBeforeAPerson() {
    InventedReport report = InventedReport.small();
    misbehaves(Fault.problem("put", 409), report);
    portal.offers(report);
    assertEndsDead(report, "CONFLICT");
    isPutRight(report);
    redelivers(report);
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  void doesNotConfirmWhatIsStoredUnderTheSameIdWithOtherContent() {
    InventedReport first = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(first);
    InventedReport other =
        new InventedReport(
            UUID.randomUUID().toString(), first.reportId(), SampleReport.pdf("other", 5000));
    portal.offers(other);
    assertEndsDead(other, "CONFLICT");
    assertStoredOnce(first);
    goodReportGoesThrough();
  }

  @Test
  void confirmsASecondDispatchOfAReportThatIsStoredAndPutsNothingAgain() {
    InventedReport first = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(first);
    InventedReport second = portal.offers(first.resent());
    portal.waitsForConfirmationOf(second);
    assertEndsStoredAndConfirmed(second);
    assertThat(caseSystem.putsOf(first.reportId())).hasSize(1);
  }

  /** What a put can claim when it has stored nothing, or something else. */
  static Stream<Fault> falseReceipts() {
    return Stream.of(
            Stream.of(
                "lie",
                "not-json",
                "empty",
                "truncate-store",
                "truncate-store-whole-receipt",
                "corrupt-store",
                "vanish"),
            SPOILED_RECEIPT.stream())
        .flatMap(kinds -> kinds)
        .map(kind -> Fault.kind("put", kind));
  }

  @ParameterizedTest
  @MethodSource("falseReceipts")
  @BeginsAndEnds(Condition.FALSE_RECEIPT)
  void neverConfirmsOnAFalseReceipt(Fault fault) {
    InventedReport report = InventedReport.small();
    misbehaves(fault, report);
    if (SPOILED_RECEIPT.contains(fault.name())) {
      misbehaves(Fault.kind("ask", fault.name()), report);
    }
    portal.offers(report);
    assertEndsDead(report, "FALSE_RECEIPT");
    // The third false receipt is the dead letter; a slow machine may add time-outs of its own.
    assertThat(failures(report, "FALSE_RECEIPT")).isEqualTo(2);
    assertThat(gateway.alarmStands("FALSE_RECEIPT", report.reportId())).isTrue();

    caseSystem.loses(report.reportId());
    isPutRight(report);
    redelivers(report);
    assertEndsStoredAndConfirmed(report);
    assertThat(gateway.alarmStands("FALSE_RECEIPT", report.reportId())).isFalse();
  }

  private static final List<String> SPOILED_RECEIPT =
      List.of(
          "wrong-id",
          "no-journal",
          "odd-journal",
          "wrong-digest",
          "no-digest",
          "wrong-size",
          "missing-files");

  @ParameterizedTest
  @CsvSource({"empty,200", "empty,201", "empty,204", "not-json,200", "lie,200"})
  void takesNoSuccessForAReceipt(String kind, int status) {
    goodReportGoesThrough();
    InventedReport report = InventedReport.small();
    caseSystem
        .answers("put")
        .forReport(report.reportId())
        .kind(kind)
        .with("status", status)
        .forEver();
    portal.offers(report);
    assertEndsDead(report, "FALSE_RECEIPT");
    assertThat(caseSystem.stored(report.reportId())).isEmpty();
  }

  static Stream<Fault> falseReadBacks() {
    return Stream.of(
        Fault.status("read", 404),
        Fault.problem("read", 404),
        Fault.page("read", 404),
        Fault.kind("read", "other-bytes"),
        new Fault("read", "no bytes", call -> call.kind("empty").with("status", 200)),
        Fault.kind("read", "not-json"));
  }

  @ParameterizedTest
  @MethodSource("falseReadBacks")
  void neverConfirmsWhatItCannotReadBack(Fault fault) {
    goodReportGoesThrough();
    InventedReport report = InventedReport.small();
    misbehaves(fault, report);
    portal.offers(report);
    assertEndsDead(report, "FALSE_RECEIPT");
    isPutRight(report);
    redelivers(report);
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  void looksAgainForAFileThatIsNotThereAtOnce() {
    InventedReport report = InventedReport.small();
    caseSystem.answers("read").forReport(report.reportId()).status(404).times(2);
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
    assertThat(failures(report, "FALSE_RECEIPT")).isZero();
  }

  @Test
  void confirmsAfterAFalseReceiptOnceTheReportIsTrulyThere() {
    InventedReport report = InventedReport.small();
    caseSystem.answers("put").forReport(report.reportId()).kind("lie").times(2);
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
    // Two, or one where a slow machine took the other for a time-out.
    assertThat(failures(report, "FALSE_RECEIPT")).isBetween(1L, 2L);
  }

  @Test
  void doesNotConfirmWhatAPersonRegisteredWithoutItsFiles() {
    goodReportGoesThrough();
    InventedReport report = InventedReport.small();
    caseSystem.registersByHand(report.reportId(), "2026/1-1");
    portal.offers(report);
    gateway.waitsUntil(report.reportId(), "DEAD");
    assertPortalNotTold(report);
    goodReportGoesThrough();
  }

  @Test
  void fetchesAgainWhatIsGoneFromTheCaseSystemBeforeThePortalWasTold() {
    InventedReport report = InventedReport.small();
    portal.behaves("confirm").forDispatch(report.dispatchId()).status(503).forEver();
    // The proof is given now and looks old when the portal answers again.
    gateway.clock().runsAheadBy(Duration.ofMinutes(-11));
    portal.offers(report);
    gateway.waitsUntil(report.reportId(), "STORED");
    caseSystem.loses(report.reportId());
    gateway.clock().runsAheadBy(Duration.ZERO);
    // Its alarm ends as soon as it is stored again, so the ledger is asked.
    await().until(() -> !gateway.events(report.reportId(), "STORE_LOST").isEmpty());
    assertPortalNotTold(report);

    portal.behaves("confirm").forDispatch(report.dispatchId()).kind("normal").forEver();
    assertEndsStoredAndConfirmed(report);
    assertThat(portal.fetchesOf(report.dispatchId())).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("steeringHeaders")
  void isNotSteeredByTheHeadersOfAnAnswer(String name, String value) {
    List<InventedReport> reports = List.of(InventedReport.small(), InventedReport.small());
    for (InventedReport report : reports) {
      for (String call : List.of("ask", "put", "read")) {
        caseSystem
            .answers(call)
            .forReport(report.reportId())
            .status(503)
            .header(name, value)
            .once();
        caseSystem.answers(call).forReport(report.reportId()).header(name, value).forEver();
      }
      portal.offers(report);
    }
    reports.forEach(this::assertEndsStoredAndConfirmed);
  }

  @Test
  @BeginsAndEnds(Condition.GUARD)
  void stopsDeadLetteringWhenThreeReportsInARowEndBadlyUntilOneIsStored() {
    goodReportGoesThrough();
    List<InventedReport> reports =
        Stream.generate(InventedReport::small).limit(5).map(this::refused).toList();
    gateway.waitsForAlarm("GUARD");
    await()
        .until(
            () ->
                reports.stream()
                        .filter(report -> attempts(report) > 0)
                        .filter(report -> gateway.deadLetters(report.reportId()).isEmpty())
                        .count()
                    >= 3);
    assertThat(dead(reports)).isEqualTo(2);
    reports.forEach(this::assertPortalNotTold);

    reports.forEach(this::isPutRight);
    reports.stream()
        .filter(report -> gateway.state(report.reportId()).equals("DEAD"))
        .forEach(this::redelivers);
    reports.forEach(this::assertEndsStoredAndConfirmed);
    gateway.waitsForEndOf("GUARD");
  }

  @Test
  @BeginsAndEnds(Condition.CASE_SYSTEM_DOWN)
  void pausesWhenThreeReportsMeetAnOutageAndGoesOnByItself() {
    goodReportGoesThrough();
    caseSystem.isDown();
    List<InventedReport> reports =
        Stream.generate(InventedReport::small).limit(4).map(portal::offers).toList();
    gateway.waitsForAlarm("CASE_SYSTEM_DOWN");
    reports.forEach(this::assertPortalNotTold);
    caseSystem.isUp();
    reports.forEach(this::assertEndsStoredAndConfirmed);
    gateway.waitsForEndOf("CASE_SYSTEM_DOWN");
    assertThat(dead(reports)).isZero();
  }

  @Test
  @BeginsAndEnds({Condition.CASE_SYSTEM_DOWN, Condition.CASE_SYSTEM_SETTINGS})
  void namesTheWrongSettingWhileDeliveryIsPaused() {
    goodReportGoesThrough();
    List<InventedReport> reports = Stream.generate(InventedReport::small).limit(3).toList();
    // The reports meet nothing but an outage: only who asks for another id is refused.
    reports.forEach(report -> misbehaves(Fault.status("ask", 503), report));
    caseSystem.answers("ask").status(401).forEver();
    reports.forEach(portal::offers);
    gateway.waitsForAlarm("CASE_SYSTEM_DOWN");
    gateway.waitsForAlarm("CASE_SYSTEM_SETTINGS");

    caseSystem.answers("ask").kind("normal").forEver();
    reports.forEach(this::isPutRight);
    reports.forEach(this::assertEndsStoredAndConfirmed);
    gateway.waitsForEndOf("CASE_SYSTEM_SETTINGS");
  }

  private InventedReport refused(InventedReport report) {
    misbehaves(Fault.problem("put", 422), report);
    return portal.offers(report);
  }

  private int attempts(InventedReport report) {
    return gateway.events(report.reportId(), "ATTEMPT_FAILED").size();
  }

  private long dead(List<InventedReport> reports) {
    return reports.stream()
        .filter(report -> !gateway.deadLetters(report.reportId()).isEmpty())
        .count();
  }

  private List<String> failureClasses(InventedReport report) {
    return failures(report).distinct().toList();
  }

  private void misbehaves(Fault fault, InventedReport report) {
    fault.how().apply(caseSystem.answers(fault.on()).forReport(report.reportId())).forEver();
  }

  private void isPutRight(InventedReport report) {
    List.of("ask", "put", "read")
        .forEach(
            call -> caseSystem.answers(call).forReport(report.reportId()).kind("normal").forEver());
  }
}
