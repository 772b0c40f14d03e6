package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PortalFaultsTest extends WholeWay {

  private static final String OTHER_DIGEST = "0".repeat(64);

  @Test
  void takesADispatchOnceThatTheListRepeats() {
    InventedReport report = InventedReport.small();
    portal.behaves("list").forDispatch(report.dispatchId()).kind("repeat").forEver();
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
    assertThat(portal.fetchesOf(report.dispatchId())).isEqualTo(1);
  }

  @Test
  void readsBackAndConfirmsAgainWhatIsStillListed() {
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    int reads = caseSystem.readsOf(report.reportId());

    portal.behaves("list").forDispatch(report.dispatchId()).kind("keep").times(4);
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> portal.confirmationsOf(report.dispatchId()), told -> told >= 2);
    assertThat(caseSystem.readsOf(report.reportId())).isGreaterThan(reads);
    assertEndsStoredAndConfirmed(report);
    assertThat(portal.fetchesOf(report.dispatchId())).isEqualTo(1);
  }

  @Test
  @BeginsAndEnds(Condition.STILL_LISTED)
  void fetchesAgainWhatIsStillListedAndGoneFromTheCaseSystem() {
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    caseSystem.loses(report.reportId());

    portal.behaves("list").forDispatch(report.dispatchId()).kind("keep").times(12);
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> portal.confirmationsOf(report.dispatchId()), told -> told >= 2);
    assertEndsStoredAndConfirmed(report);
    assertThat(portal.fetchesOf(report.dispatchId())).isEqualTo(2);
    assertThat(
            gateway.report(report.reportId()).path("dispatches").path(0).path("generation").asInt())
        .isEqualTo(2);
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> !gateway.alarmStands("STILL_LISTED", report.reportId()));
  }

  @Test
  @BeginsAndEnds(Condition.NOT_LISTED)
  void deliversWhatThePortalDroppedAndSaysSo() {
    InventedReport report = InventedReport.small();
    caseSystem.answers("put").forReport(report.reportId()).status(503).forEver();
    portal.offers(report);
    gateway.waitsForFailures(report.reportId(), 1);
    portal.behaves("list").forDispatch(report.dispatchId()).kind("omit").forEver();
    await().atMost(LONG_ENOUGH).until(() -> gateway.alarmStands("NOT_LISTED", report.reportId()));
    assertPortalNotTold(report);

    caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();
    assertEndsStoredAndConfirmed(report);
    await().atMost(LONG_ENOUGH).until(() -> !gateway.alarmStands("NOT_LISTED", report.reportId()));
  }

  static Stream<Fault> confirmationFaults() {
    return Stream.of(
        Fault.status("confirm", 503),
        Fault.status("confirm", 500),
        Fault.status("confirm", 401),
        Fault.status("confirm", 404),
        Fault.status("confirm", 429),
        Fault.redirect("confirm", 302),
        Fault.page("confirm", 200),
        Fault.kind("confirm", "hang"),
        Fault.kind("confirm", "drop"),
        Fault.kind("confirm", "broken-http"));
  }

  @ParameterizedTest
  @MethodSource("confirmationFaults")
  void tellsThePortalUntilItHasHeard(Fault fault) {
    InventedReport report = InventedReport.small();
    fault.how().apply(portal.behaves("confirm").forDispatch(report.dispatchId())).times(2);
    portal.offers(report);
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.events(report.reportId(), "CONFIRMATION_FAILED").size() == 2);
    assertEndsStoredAndConfirmed(report);
    assertThat(portal.confirmationsOf(report.dispatchId())).isEqualTo(1);
    assertThat(gateway.deadLetters(report.reportId())).isEmpty();
    gateway.waitsForEndOf("CONFIRMATION_FAILING");
  }

  @Test
  void saysThatStoredReportsCannotBeConfirmedAndDoesNotStoreThemAgain() {
    InventedReport report = InventedReport.small();
    portal.behaves("confirm").forDispatch(report.dispatchId()).status(503).forEver();
    portal.offers(report);
    // This report's own failure: the alarm is the recipient's, and may stand from another report's.
    gateway.waitsUntil(report.reportId(), "STORED");
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> !gateway.events(report.reportId(), "CONFIRMATION_FAILED").isEmpty());
    gateway.waitsForAlarm("CONFIRMATION_FAILING");
    assertThat(gateway.state(report.reportId())).isEqualTo("STORED");
    assertPortalNotTold(report);
    portal.behaves("confirm").forDispatch(report.dispatchId()).kind("normal").forEver();
    assertEndsStoredAndConfirmed(report);
    assertThat(caseSystem.putsOf(report.reportId())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop-after", "hang-after"})
  void confirmsAgainWithoutHarmWhenTheAnswerIsLost(String kind) {
    InventedReport report = InventedReport.small();
    portal.behaves("confirm").forDispatch(report.dispatchId()).kind(kind).once();
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
    assertThat(portal.confirmationsOf(report.dispatchId())).isEqualTo(2);
  }

  @Test
  void keepsWhatIsStoredWhenThePortalKnowsItNoMore() {
    InventedReport report = InventedReport.small();
    portal.behaves("confirm").forDispatch(report.dispatchId()).kind("gone").forEver();
    portal.offers(report);
    gateway.waitsUntil(report.reportId(), "PORTAL_GONE");
    assertStoredOnce(report);
    assertPortalNotTold(report);
  }

  static Stream<Fault> fetchFaults() {
    return Stream.of(
        Fault.kind("fetch", "cut"),
        Fault.kind("fetch", "short-der"),
        Fault.kind("fetch", "zero"),
        Fault.kind("fetch", "drop"),
        Fault.kind("fetch", "hang"),
        Fault.kind("fetch", "drip"),
        Fault.kind("fetch", "endless"),
        Fault.page("fetch", 200),
        Fault.status("fetch", 404),
        Fault.status("fetch", 500),
        Fault.redirect("fetch", 302));
  }

  @ParameterizedTest
  @MethodSource("fetchFaults")
  @BeginsAndEnds(Condition.FETCH_FAILED)
  void takesADispatchOnlyWhole(Fault fault) {
    InventedReport report = InventedReport.small();
    fault.how().apply(portal.behaves("fetch").forDispatch(report.dispatchId())).forEver();
    portal.offers(report);
    await().atMost(LONG_ENOUGH).until(() -> gateway.alarmStands("FETCH_FAILED", report.reportId()));
    assertThat(gateway.state(report.reportId())).isEqualTo("UNKNOWN");

    portal.behaves("fetch").forDispatch(report.dispatchId()).kind("normal").forEver();
    assertEndsStoredAndConfirmed(report);
    assertThat(gateway.alarmStands("FETCH_FAILED", report.reportId())).isFalse();
  }

  @Test
  @BeginsAndEnds({Condition.FETCH_FAILED, Condition.NOT_LISTED})
  void saysThatADispatchIsGoneBeforeItCouldBeFetched() {
    InventedReport report = InventedReport.small();
    portal.behaves("fetch").forDispatch(report.dispatchId()).status(500).forEver();
    portal.offers(report);
    await().atMost(LONG_ENOUGH).until(() -> gateway.alarmStands("FETCH_FAILED", report.reportId()));
    portal.behaves("list").forDispatch(report.dispatchId()).kind("omit").times(6);
    await().atMost(LONG_ENOUGH).until(() -> gateway.alarmStands("NOT_LISTED", report.reportId()));

    // It is listed again, and can be had now.
    portal.behaves("fetch").forDispatch(report.dispatchId()).kind("normal").forEver();
    assertEndsStoredAndConfirmed(report);
    await().atMost(LONG_ENOUGH).until(() -> !gateway.alarmStands("NOT_LISTED", report.reportId()));
  }

  static Stream<Consumer<ObjectNode>> unreadable() {
    return Stream.of(
        named("another digest", offer -> offer.withObject("/file").put("sha256hash", OTHER_DIGEST)),
        named("neither sealed nor a PDF", offer -> offer.put("sealed", base64("garbage"))),
        named(
            "broken sealed bytes",
            offer -> {
              byte[] sealed = Base64.getDecoder().decode(offer.path("sealed").asString(""));
              sealed[sealed.length - 20] ^= 1;
              sealed[sealed.length / 2] ^= 1;
              offer.put("sealed", Base64.getEncoder().encodeToString(sealed));
            }));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void fetchesAgainOnceWhatCannotBeReadAndThenLaysItBeforeAPerson(Consumer<ObjectNode> change) {
    goodReportGoesThrough();
    InventedReport report = portal.offers(InventedReport.small(), change);
    assertEndsDead(report, "UNREADABLE");
    assertThat(portal.fetchesOf(report.dispatchId())).isEqualTo(2);
    assertThat(caseSystem.putsOf(report.reportId())).isEmpty();
  }

  @Test
  void laysBeforeAPersonWhatHoldsNoPdf() {
    goodReportGoesThrough();
    InventedReport report =
        portal.offers(
            new InventedReport(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                "no PDF at all".getBytes(StandardCharsets.UTF_8)));
    assertEndsDead(report, "UNREADABLE");
  }

  @Test
  void deliversWhatComesReadableTheSecondTime() {
    InventedReport report = InventedReport.small();
    portal.behaves("fetch").forDispatch(report.dispatchId()).kind("garbage").once();
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
    assertThat(portal.fetchesOf(report.dispatchId())).isEqualTo(2);
  }

  @Test
  void takesAPdfThatComesUnsealed() {
    InventedReport report = InventedReport.small();
    portal.behaves("fetch").forDispatch(report.dispatchId()).kind("plain-pdf").forEver();
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  void takesAReportOf5MB() {
    assertEndsStoredAndConfirmed(portal.offers(InventedReport.ofSize(5 << 20)));
  }

  static Stream<Consumer<ObjectNode>> oddEntries() {
    return Stream.of(
        named(
            "nulls",
            offer -> {
              for (String field :
                  new String[] {
                    "tittel",
                    "date",
                    "status",
                    "niva",
                    "avsender",
                    "mottaker",
                    "downloadUrl",
                    "serverUrl",
                    "filmetadata"
                  }) {
                offer.withObject("/fields").putNull(field);
              }
            }),
        named(
            "missing fields",
            offer ->
                offer
                    .withArray("/remove")
                    .add("tittel")
                    .add("date")
                    .add("avsender")
                    .add("mottaker")
                    .add("filmetadata")
                    .add("downloadUrl")),
        named(
            "unknown fields",
            offer ->
                offer
                    .withObject("/fields")
                    .set(
                        "nytt",
                        JsonNodeFactory.instance.objectNode().putArray("felt").add(1).addNull())),
        named(
            "fields of other types",
            offer ->
                offer
                    .withObject("/fields")
                    .put("tittel", 7)
                    .put("date", "i går")
                    .put("filmetadata", "ingen")),
        named(
            "an empty digest and size 0",
            offer -> offer.withObject("/file").put("sha256hash", "").put("size", 0)),
        named(
            "a title in many alphabets",
            offer ->
                offer
                    .withObject("/fields")
                    .put("tittel", "Æøå Čáhci 李 \u202e\u0000\r\nSet-Cookie: x 👶")),
        named(
            "a download address elsewhere",
            offer -> offer.withObject("/fields").put("downloadUrl", "http://127.0.0.1:9/")));
  }

  @ParameterizedTest
  @MethodSource("oddEntries")
  void readsTheListLeniently(Consumer<ObjectNode> change) {
    assertEndsStoredAndConfirmed(portal.offers(InventedReport.small(), change));
  }

  @Test
  void namesAReportAfterItsDispatchWhereTheReferenceIsNoReportId() {
    InventedReport small = InventedReport.small();
    InventedReport report = new InventedReport(small.dispatchId(), small.dispatchId(), small.pdf());
    portal.offers(
        report, offer -> offer.withObject("/fields").put("eksternRef", "../../etc/passwd"));
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  @BeginsAndEnds(Condition.PORTAL_BAD_LIST)
  void leavesADispatchWithoutAUsableIdAndTakesTheOthers() {
    InventedReport odd = InventedReport.small();
    portal.offers(odd, offer -> offer.withObject("/fields").put("id", "../kvitterMottak"));
    goodReportGoesThrough();
    gateway.waitsForAlarm("PORTAL_BAD_LIST");
    portal.forgets(odd.dispatchId());
    gateway.waitsForEndOf("PORTAL_BAD_LIST");
  }

  static Stream<Fault> listFaults() {
    return Stream.of(
        Fault.kind("list", "malformed"),
        Fault.kind("list", "not-json"),
        Fault.kind("list", "empty"),
        Fault.kind("list", "hang"),
        Fault.kind("list", "drop"),
        Fault.kind("list", "cut"),
        Fault.page("list", 200),
        Fault.status("list", 500),
        Fault.status("list", 401),
        Fault.status("list", 404),
        Fault.redirect("list", 302));
  }

  @ParameterizedTest
  @MethodSource("listFaults")
  void alarmsAndAsksAgainWhenThereIsNoList(Fault fault) {
    fault.how().apply(portal.behaves("list")).forEver();
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.alarmStands("PORTAL_DOWN") || gateway.alarmStands("PORTAL_SETTINGS"));
    InventedReport report = portal.offers(InventedReport.small());
    assertThat(gateway.state(report.reportId())).isEqualTo("UNKNOWN");
    assertThat(gateway.alarms().toString()).doesNotContain("NOT_LISTED");

    portal.behaves("list").kind("normal").forEver();
    assertEndsStoredAndConfirmed(report);
    gateway.waitsForEndOf("PORTAL_DOWN");
    gateway.waitsForEndOf("PORTAL_SETTINGS");
  }

  @ParameterizedTest
  @CsvSource({"401", "403", "404", "302"})
  @BeginsAndEnds(Condition.PORTAL_SETTINGS)
  void namesTheSettingsWhenThePortalRefusesThem(int status) {
    portal.behaves("list").status(status).forEver();
    gateway.waitsForAlarm("PORTAL_SETTINGS");
    portal.behaves("list").kind("normal").forEver();
    gateway.waitsForEndOf("PORTAL_SETTINGS");
  }

  @ParameterizedTest
  @MethodSource("steeringHeaders")
  void isNotSteeredByTheHeadersOfAnAnswer(String name, String value) {
    portal.behaves("list").header(name, value).forEver();
    portal.behaves("fetch").header(name, value).forEver();
    portal.behaves("confirm").header(name, value).forEver();
    goodReportGoesThrough();
    goodReportGoesThrough();
    portal.behaves("list").kind("normal").forEver();
    portal.behaves("fetch").kind("normal").forEver();
    portal.behaves("confirm").kind("normal").forEver();
  }

  /** The gateway runs for years. */
  @Test
  void keepsNothingForAReportThatIsSettled() {
    assertEndsStoredAndConfirmed(portal.offers(InventedReport.small()));
    int before = gateway.endpoints();
    for (int i = 0; i < 3; i++) {
      assertEndsStoredAndConfirmed(portal.offers(InventedReport.small()));
    }
    assertThat(gateway.endpoints()).isEqualTo(before);
  }

  /** Last, as it leaves thousands of alarms. */
  @Test
  @Order(Integer.MAX_VALUE)
  void survivesAListOf5000() {
    InventedReport before = portal.offers(InventedReport.small());
    portal.behaves("list").kind("huge").with("entries", 5000).once();
    InventedReport after = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(before);
    assertEndsStoredAndConfirmed(after);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Consumer<ObjectNode> named(String name, Consumer<ObjectNode> change) {
    return new Consumer<>() {
      @Override
      public void accept(ObjectNode offer) {
        change.accept(offer);
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }
}
