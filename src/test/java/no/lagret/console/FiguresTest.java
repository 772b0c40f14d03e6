package no.lagret.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import no.lagret.figures.Days;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.WrittenLedger;
import no.lagret.reconciliation.DifferenceKind;
import no.lagret.reconciliation.WrittenComparisons;
import no.lagret.report.Channel;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.testing.Chromium;
import no.lagret.testing.MovableClock;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Figures of a period, over HTTP and in the browser: counted once, on the right day, never guessed.
 */
@ConsoleTest
class FiguresTest {

  private static final String KARASJOK = "karasjok";
  private static final String ALTA = "alta";
  private static final Duration DAY = Duration.ofDays(1);

  @LocalServerPort int port;
  @Autowired WrittenLedger written;
  @Autowired MovableClock clock;
  private Caller caller;
  private WrittenComparisons comparisons;

  /** Each test has days of its own, long ago, so that none disturbs another. */
  private static LocalDate next = LocalDate.of(2020, 1, 1);

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) {
    settings.add("lagret.recipients.karasjok.recipient.name", () -> "Kárášjoga gielda – Þæøå ŋđ");
    settings.add("lagret.recipients.alta.recipient.name", () -> "Alta kommune");
    Caller.areKnown(settings, "all=viewer", "one=viewer@" + ALTA);
  }

  @BeforeEach
  void calls() {
    caller = new Caller(port);
    comparisons = new WrittenComparisons(written.database());
  }

  private static LocalDate freeDay() {
    next = next.plusDays(10);
    return next;
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(Days.NORWAY).toInstant();
  }

  private static Dispatch dispatch(String recipient, String reportId, Instant receivedAt) {
    return new Dispatch(
        recipient,
        Channel.SVARINN,
        reportId,
        UUID.randomUUID().toString(),
        1,
        null,
        receivedAt,
        null,
        Digests.sha256(new byte[] {1}),
        1);
  }

  private Dispatch fetched(String recipient, Instant at) {
    Dispatch dispatch = dispatch(recipient, UUID.randomUUID().toString(), at);
    written.write(LedgerEvent.of(EventType.QUEUED, dispatch, 1).at(at));
    return dispatch;
  }

  private void stored(Dispatch dispatch, String kind, Instant at) {
    written.write(
        LedgerEvent.of(EventType.STORED, dispatch, 2)
            .at(at)
            .with(Fact.JOURNAL_REFERENCE, "2026/1")
            .with(Fact.PROOF_KIND, kind));
  }

  private void confirmed(Dispatch dispatch, Instant at) {
    written.write(LedgerEvent.of(EventType.CONFIRMED, dispatch, 3).at(at));
  }

  private JsonNode figures(String user, LocalDate from, LocalDate to) {
    HttpResponse<String> answer = caller.get(user, "/api/figures?from=" + from + "&to=" + to);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Caller.json(answer);
  }

  private JsonNode of(String recipient, LocalDate from, LocalDate to) {
    return figures("all", from, to)
        .path("recipients")
        .valueStream()
        .filter(each -> each.path("recipient").asString("").equals(recipient))
        .findFirst()
        .orElseThrow();
  }

  private static int happened(JsonNode figures, String what) {
    return figures.path("happened").path(what).asInt(-1);
  }

  @Test
  void tellsFetchedStoredByHandAndConfirmedApart() {
    LocalDate day = freeDay();
    fetched(KARASJOK, noon(day));
    Dispatch stored = fetched(KARASJOK, noon(day));
    stored(stored, "STORED", noon(day));
    Dispatch byHand = fetched(KARASJOK, noon(day));
    stored(byHand, "BY_HAND", noon(day));
    confirmed(byHand, noon(day));

    JsonNode figures = of(KARASJOK, day, day);

    assertThat(happened(figures, "RECEIVED")).isEqualTo(3);
    assertThat(happened(figures, "STORED")).isEqualTo(1);
    assertThat(happened(figures, "BY_HAND")).isEqualTo(1);
    assertThat(happened(figures, "CONFIRMED")).isEqualTo(1);
    assertThat(happened(figures, "HANDED_BACK")).isZero();
  }

  @Test
  void countsAReportThatCameTwiceAndWasProvedAgainOnceOnItsFirstDay() {
    LocalDate day = freeDay();
    Dispatch first = fetched(KARASJOK, noon(day));
    stored(first, "STORED", noon(day));
    Dispatch again = dispatch(KARASJOK, first.reportId(), noon(day.plusDays(1)));
    written.write(LedgerEvent.of(EventType.QUEUED, again, 1).at(noon(day.plusDays(1))));
    stored(again, "STORED", noon(day.plusDays(1)));

    assertThat(happened(of(KARASJOK, day, day.plusDays(1)), "RECEIVED")).isEqualTo(1);
    assertThat(happened(of(KARASJOK, day, day.plusDays(1)), "STORED")).isEqualTo(1);
    assertThat(happened(of(KARASJOK, day, day), "STORED")).isEqualTo(1);
    assertThat(happened(of(KARASJOK, day.plusDays(1), day.plusDays(1)), "RECEIVED")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "2019-06-30T21:59:59Z, 2019-06-30",
    "2019-06-30T22:00:00Z, 2019-07-01",
    // The night in which an hour is missing: the day begins at 23:00 UTC and ends at 22:00.
    "2019-03-30T23:00:00Z, 2019-03-31",
    "2019-03-31T21:59:59Z, 2019-03-31",
    "2019-03-31T22:00:00Z, 2019-04-01",
    // The night in which an hour comes twice.
    "2019-10-26T22:00:00Z, 2019-10-27",
    "2019-10-27T22:59:59Z, 2019-10-27",
    "2019-10-27T23:00:00Z, 2019-10-28",
  })
  void countsDaysAsTheyAreInNorway(Instant at, LocalDate day) {
    int before = happened(of(KARASJOK, day, day), "RECEIVED");
    int dayBefore = happened(of(KARASJOK, day.minusDays(1), day.minusDays(1)), "RECEIVED");
    int dayAfter = happened(of(KARASJOK, day.plusDays(1), day.plusDays(1)), "RECEIVED");

    fetched(KARASJOK, at);

    assertThat(happened(of(KARASJOK, day, day), "RECEIVED")).isEqualTo(before + 1);
    assertThat(happened(of(KARASJOK, day.minusDays(1), day.minusDays(1)), "RECEIVED"))
        .isEqualTo(dayBefore);
    assertThat(happened(of(KARASJOK, day.plusDays(1), day.plusDays(1)), "RECEIVED"))
        .isEqualTo(dayAfter);
    JsonNode picture = figures("all", day, day).path("days");
    assertThat(picture).hasSize(1);
    assertThat(picture.path(0).path("date").asString("")).isEqualTo(day.toString());
    assertThat(picture.path(0).path("counts").path("RECEIVED").asInt()).isEqualTo(before + 1);
  }

  @Test
  void saysNotKnownAndNeverZeroWhereAPartWasNotCompared() {
    LocalDate day = freeDay();
    Instant from = noon(day).minus(DAY);
    Instant to = noon(day).plus(DAY);

    assertNotKnown(of(ALTA, day, day));
    comparisons.made(to.plus(DAY), noon(day), to, ALTA); // not all of the day
    comparisons.made(to.plus(DAY), from, to, 0, false, ALTA); // the case system was silent
    comparisons.made(to.plus(DAY), from, to, 3, true, ALTA); // of three nobody could tell
    comparisons.made(noon(day), from, to, ALTA); // made before the day was over
    comparisons.made(to.plus(DAY), from, to, KARASJOK); // somebody else's
    assertNotKnown(of(ALTA, day, day));
    assertNotKnown(figures("all", day, day).path("total"));

    comparisons.made(noon(day).minus(DAY.dividedBy(4)).plus(DAY), from, noon(day), ALTA);
    JsonNode known = of(ALTA, day, day); // from noon to noon, and from noon on: in two pieces
    assertThat(known.path("answers").path("affected").asString("")).isEqualTo("NO");
    assertThat(known.path("answers").path("missing").asInt(-1)).isZero();
    assertThat(known.path("compared").path("standing").path("GONE").asInt(-1)).isZero();
    assertThat(figures("all", day, day).path("total").path("answers").path("missing").asInt(-1))
        .isZero();
  }

  @Test
  void tellsAUserNothingOfComparisonsOfOtherRecipients() {
    Instant at = noon(freeDay());
    comparisons.ordered(KARASJOK, "kollega-i-karasjok", at);
    comparisons.ordered(ALTA, "kollega-i-alta", at);

    for (String path : List.of("/api/reconciliations?size=200", "/reconciliations")) {
      assertThat(caller.get("all", path).body()).contains("kollega-i-karasjok");
      assertThat(caller.get("one", path).body())
          .contains("kollega-i-alta")
          .doesNotContain("karasjok");
    }
    assertThat(total("one")).isLessThan(total("all"));
  }

  private int total(String user) {
    return Caller.json(caller.get(user, "/api/reconciliations")).path("total").asInt(-1);
  }

  /** Where the portal gives no list, its log tells of the time from its first line to its last. */
  @Test
  void countsAsComparedNoMoreThanThePortalsLogTells() {
    LocalDate day = freeDay();
    Instant from = noon(day).minus(DAY);
    Instant to = noon(day).plus(DAY);
    Instant later = to.plus(DAY);

    comparisons.madeByLog(later, from, to, from, from, ALTA); // no line in it
    comparisons.madeByLog(later, from, to, noon(day), noon(day).plusSeconds(3600), ALTA);
    assertNotKnown(of(ALTA, day, day));

    comparisons.madeByLog(later, from, to, from, noon(day), ALTA);
    assertNotKnown(of(ALTA, day, day));
    comparisons.madeByLog(later, from, to, noon(day).plusSeconds(3600), to, ALTA);
    assertThat(of(ALTA, day, day).path("answers").path("affected").asString("")).isEqualTo("NO");
    assertThat(of(ALTA, day, day).path("compared").path("until").asString(""))
        .startsWith(to.toString().substring(0, 19));
  }

  private static void assertNotKnown(JsonNode figures) {
    assertThat(figures.path("answers").path("affected").asString("")).isEqualTo("NOT_KNOWN");
    for (String answer : List.of("missing", "recovered", "closedByPersons", "stillMissing")) {
      assertThat(figures.path("answers").path(answer).isNull()).as(answer).isTrue();
    }
    assertThat(figures.path("compared").path("whole").asBoolean(true)).isFalse();
    for (DifferenceKind kind : List.of(DifferenceKind.NEVER_FETCHED, DifferenceKind.CHANGED)) {
      assertThat(figures.path("compared").path("standing").path(kind.name()).isNull())
          .as(kind.name())
          .isTrue();
    }
  }

  @Test
  void answersWhatBufdirAsked() {
    LocalDate day = freeDay();
    Instant found = noon(day.plusDays(3));
    String recovered = missing(DifferenceKind.CONFIRMED_NOT_STORED, noon(day), found);
    String closed = missing(DifferenceKind.GONE, noon(day.plusDays(1)), found.plus(DAY));
    String still = missing(DifferenceKind.GONE, noon(day.plusDays(2)), found);
    comparisons.found(KARASJOK, DifferenceKind.CHANGED, still, noon(day.plusDays(2)), found);
    comparisons.found(KARASJOK, DifferenceKind.NEVER_FETCHED, null, noon(day), found);
    // Late, but nothing that is missing; and missing, but of another time.
    missing(DifferenceKind.NOT_CONFIRMED, noon(day), found);
    missing(DifferenceKind.GONE, noon(day.plusDays(5)), found);
    comparisons.seenWell(KARASJOK, recovered, found.plus(DAY));
    comparisons.settled(KARASJOK, closed, "vakt", found.plus(DAY));

    JsonNode answers = of(KARASJOK, day, day.plusDays(2)).path("answers");

    assertThat(answers.path("affected").asString("")).isEqualTo("YES");
    assertThat(answers.path("missing").asInt()).isEqualTo(4);
    assertThat(answers.path("recovered").asInt()).isEqualTo(1);
    assertThat(answers.path("closedByPersons").asInt()).isEqualTo(1);
    assertThat(answers.path("stillMissing").asInt()).isEqualTo(2);
    assertThat(answers.path("firstAt").asString("")).isEqualTo(noon(day).toString());
    assertThat(answers.path("lastAt").asString("")).isEqualTo(noon(day.plusDays(2)).toString());
    assertThat(answers.path("firstFoundAt").asString("")).isEqualTo(found.toString());
    assertThat(answers.path("lastFoundAt").asString("")).isEqualTo(found.plus(DAY).toString());
    String all = figures("all", day, day.plusDays(2)).toString();
    assertThat(all).doesNotContain(still, "vakt");
  }

  private String missing(DifferenceKind kind, Instant at, Instant since) {
    String reportId = UUID.randomUUID().toString();
    comparisons.found(KARASJOK, kind, reportId, at, since);
    return reportId;
  }

  @Test
  void showsAUserOnlyTheRecipientsThatAreTheirs() throws IOException {
    LocalDate day = freeDay();
    fetched(KARASJOK, noon(day));
    fetched(ALTA, noon(day));
    written.write(
        LedgerEvent.of(EventType.REDELIVERED, fetched(KARASJOK, noon(day)), 5).at(noon(day)));

    JsonNode own = figures("one", day, day);

    assertThat(own.path("recipients")).hasSize(1);
    assertThat(happened(own.path("total"), "RECEIVED")).isEqualTo(1);
    assertThat(own.path("total").path("measures").path("REDELIVERED").asInt(-1)).isZero();
    assertThat(own.path("days").path(0).path("counts").path("RECEIVED").asInt()).isEqualTo(1);
    String period = "?from=" + day + "&to=" + day;
    String csv = caller.get("one", "/figures/export.csv" + period).body();
    String pdf = text(pdf("one", "/figures/export.pdf" + period));
    String page = caller.get("one", "/figures" + period).body();
    for (String shown : List.of(own.toString(), csv, pdf, page)) {
      assertThat(shown)
          .contains("Alta kommune")
          .doesNotContain("Kárášjoga")
          .doesNotContain(KARASJOK);
    }
    for (String path : List.of("/api/figures", "/figures/export.csv", "/figures/export.pdf")) {
      assertThat(caller.get("one", path + "?recipient=" + KARASJOK).statusCode())
          .as(path)
          .isEqualTo(404);
    }
    assertThat(caller.get("all", "/api/figures?recipient=finnes-ikke").statusCode()).isEqualTo(404);
    assertThat(figures("all", day, day).path("recipients")).hasSize(2);
    assertThat(happened(figures("all", day, day).path("total"), "RECEIVED")).isEqualTo(3);
  }

  @Test
  void writesASpreadsheetWithALineForEachRecipientAndTheTotal() {
    LocalDate day = freeDay();
    fetched(KARASJOK, noon(day));

    HttpResponse<String> answer =
        caller.get("all", "/figures/export.csv?from=" + day + "&to=" + day);

    assertThat(Caller.type(answer)).startsWith("text/csv");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines.get(0)).contains("recipient;name;from;to;RECEIVED;STORED");
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).startsWith("alta;Alta kommune;" + day + ";" + day + ";0;0");
    assertThat(lines.get(2))
        .startsWith("karasjok;")
        .contains(";" + day + ";1;0;")
        .contains("NOT_KNOWN");
    assertThat(lines.get(3)).startsWith("TOTAL;;" + day + ";" + day + ";1;0");
    assertThat(caller.get("one", "/figures/export.csv?from=" + day + "&to=" + day).body().lines())
        .hasSize(3)
        .last(InstanceOfAssertFactories.STRING)
        .startsWith("TOTAL;;" + day);
  }

  @Test
  void writesAPdfThatCanBeReadAloudSearchedAndCopied() throws IOException {
    LocalDate day = freeDay();
    fetched(KARASJOK, noon(day));
    String path = "/figures/export.pdf?from=" + day + "&to=" + day;

    try (PDDocument pdf = Loader.loadPDF(pdf("all", path + "&language=nb"))) {
      assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("nb");
      assertThat(pdf.getDocumentInformation().getTitle()).startsWith("Bekymringsmeldinger");
      assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids()).isNotEmpty();
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("Kárášjoga gielda", "Þæøå ŋđ", "Hentet fra portalen", "Ikke kjent", "Svar til")
          .doesNotContain("?");
    }
    assertThat(text(pdf("all", path + "&language=nn&recipient=alta")))
        .contains("Henta frå portalen");
    assertThat(text(pdf("all", path + "&language=en&recipient=alta")))
        .contains("Fetched from the portal");
  }

  private byte[] pdf(String user, String path) {
    HttpResponse<byte[]> answer = caller.bytes(caller.as(user, path));
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
    return answer.body();
  }

  private static String text(byte[] file) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(file)) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, from must be a date",
    "to=2026-13-01, to must be a date",
    "from=2026-11-22&to=2026-11-20, to must not be before from",
    "from=1999-01-01&to=2026-11-20, at most five years",
  })
  void saysWhatIsAllowedWhereAPeriodIsNot(String query, String saying) {
    HttpResponse<String> answer = caller.get("all", "/api/figures?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Caller.json(answer).path("detail").asString("")).contains(saying);
  }

  @Test
  void showsWhatIsAskedForAsPictureAndTable() {
    LocalDate day = freeDay();
    fetched(KARASJOK, noon(day));
    try (Chromium chromium = new Chromium();
        Chromium.Person reader =
            chromium.person("http://127.0.0.1:" + port, new Browser.NewContextOptions())) {
      reader.signsIn("all", Caller.PASSWORD);
      reader.page().click("nav a[href='/figures']");
      assertThat(reader.page().locator("h1")).containsText("Bekymringsmeldinger");
      reader.page().fill("#from", day.toString());
      reader.page().fill("#to", day.plusDays(1).toString());
      reader.page().selectOption("#recipient", KARASJOK);
      reader.page().click("main form button");

      assertThat(reader.page().locator("#period tbody tr").first())
          .hasText(Pattern.compile("Hentet fra portalen\\s*1"));
      assertThat(reader.page().locator("#answers")).containsText("Ikke kjent");
      assertThat(reader.accessibilityFaults()).isEmpty();
      assertThat(reader.page().locator("svg.chart rect.received")).hasCount(2);
      reader.page().locator("#period tbody tr a").first().click();
      assertThat(reader.page().locator("h1")).hasText("Meldinger");
      assertThat(reader.page().locator("#reports tbody tr, tbody tr")).hasCount(1);
      assertThat(reader.complaints()).isEmpty();
    }
  }
}
