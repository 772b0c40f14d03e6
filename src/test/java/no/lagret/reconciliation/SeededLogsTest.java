package no.lagret.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import no.lagret.report.ReportState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logs of invented municipalities, in which something of every kind went wrong: all of it is found,
 * and nothing else. The seed is in the name of each run.
 */
class SeededLogsTest {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** Over both nights in which the clocks are changed. */
  private static final Instant SPRING = Instant.parse("2026-03-20T00:00:00Z");

  private static final Instant AUTUMN = Instant.parse("2026-10-15T00:00:00Z");
  private static final Duration LENGTH = Duration.ofDays(20);

  private static final LogReader PORTAL =
      new LogReader(
          new ReconciliationSettings.Log(
              new ReconciliationSettings.Columns(
                  "Meldings-id", "Forsendelses-id", null, null, "Sendt", null, "Status", null),
              ";",
              "windows-1252",
              null,
              "Europe/Oslo",
              List.of("Levert"),
              List.of("Venter"),
              List.of("Skrevet ut på papir"),
              List.of(),
              true));
  private static final LogReader CASE_SYSTEM =
      new LogReader(
          settings(
              new ReconciliationSettings.Columns(
                  "Løpenr. melding", null, "Journalpost", null, "Lagret", null, null, "SHA-256")));
  private static final LogReader TIMES =
      new LogReader(
          settings(
              new ReconciliationSettings.Columns(
                  null, null, null, null, "Lagret", null, null, null)));
  private static final LogReader COUNTS =
      new LogReader(
          settings(
              new ReconciliationSettings.Columns(
                  null, null, null, "Dato", "Time", "Antall", null, null)));

  private static ReconciliationSettings.Log settings(ReconciliationSettings.Columns columns) {
    return new ReconciliationSettings.Log(
        columns,
        ";",
        "UTF-8",
        null,
        "Europe/Oslo",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        true);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  private static Town town(long seed) {
    Instant from = seed % 2 == 0 ? SPRING : AUTUMN;
    return new Town(seed, from, from.plus(LENGTH));
  }

  private static List<Row> portal(Town town) {
    String text =
        "Meldings-id;Forsendelses-id;Tittel på meldingen;Sendt;Status\r\n"
            + String.join("\r\n", town.shuffled(town.portalLog))
            + "\r\n";
    Logs.Log log = PORTAL.read("portal", text.getBytes(WINDOWS));
    assertThat(log.why()).isNull();
    return log.rows();
  }

  private static List<Row> caseSystem(Town town) {
    String text =
        "\uFEFFLøpenr. melding;Journalpost;Lagret;SHA-256\n"
            + String.join("\n", town.shuffled(town.caseLog))
            + "\n";
    Logs.Log log = CASE_SYSTEM.read("case system", text.getBytes(StandardCharsets.UTF_8));
    assertThat(log.why()).isNull();
    return log.rows();
  }

  private static List<Row> listed(List<Kept> waiting) {
    return waiting.stream()
        .map(
            kept ->
                new Row(
                    kept.reportId(),
                    kept.dispatchId(),
                    null,
                    kept.sent(),
                    kept.sent(),
                    1,
                    Row.Status.WAITING,
                    null))
        .toList();
  }

  private static void assertFound(Findings findings, Town town) {
    assertThat(new TreeSet<>(findings.differences().keySet())).isEqualTo(town.expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsEveryKindByIdAndNothingElse(long seed) {
    Town town = town(seed);
    for (int i = 0; i < 300; i++) {
      town.well(town.someTime());
    }
    List<Kept> stillListed = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      somethingOfEveryKind(town, stillListed);
    }

    Findings findings = town.compare(listed(stillListed), portal(town), caseSystem(town));

    assertFound(findings, town);
    assertThat(findings.matchedCount()).isGreaterThanOrEqualTo(300);
    assertThat(findings.notKnownCount()).isZero();
  }

  private static void somethingOfEveryKind(Town town, List<Kept> stillListed) {
    String never = UUID.randomUUID().toString();
    town.portal(never, "forsendelse-" + never, town.someTime(), "Venter");
    town.expect(DifferenceKind.NEVER_FETCHED, "forsendelse-" + never);

    Kept dead = town.kept(town.someTime(), ReportState.DEAD, false);
    town.portal(dead, "Venter");
    town.expect(DifferenceKind.NOT_STORED, dead.reportId());

    Kept listed = town.well(town.someTime());
    stillListed.add(listed);
    town.expect(DifferenceKind.NOT_CONFIRMED, listed.dispatchId());

    Kept untold = town.kept(town.someTime(), ReportState.STORED, false);
    town.stored(untold, untold.journalReference());
    town.portal(untold, "Venter");
    town.expect(DifferenceKind.NOT_CONFIRMED, untold.dispatchId());

    String lost = UUID.randomUUID().toString();
    town.portal(lost, "forsendelse-" + lost, town.someTime(), "Levert");
    town.expect(DifferenceKind.CONFIRMED_NOT_STORED, lost);

    Kept byReceiptAlone = receiptOnly(town.kept(town.someTime(), ReportState.CONFIRMED, false));
    town.ledger.set(town.ledger.size() - 1, byReceiptAlone);
    town.portal(byReceiptAlone, "Levert");
    town.expect(DifferenceKind.CONFIRMED_NOT_STORED, byReceiptAlone.reportId());

    Kept gone = town.kept(town.someTime(), ReportState.CONFIRMED, false);
    town.portal(gone, "Levert");
    town.expect(DifferenceKind.GONE, gone.reportId());

    Kept changed = town.kept(town.someTime(), ReportState.CONFIRMED, false);
    town.portal(changed, "Levert");
    town.stored(
        changed.reportId(),
        String.valueOf(changed.journalReference()),
        changed.receivedAt(),
        "f".repeat(64));
    town.expect(DifferenceKind.CHANGED, changed.reportId());

    Kept twice = town.well(town.someTime());
    town.stored(twice, "2026/annen-" + twice.dispatchId());
    town.expect(DifferenceKind.STORED_TWICE, twice.reportId());

    String stranger = UUID.randomUUID().toString();
    town.stored(stranger, "2026/fremmed-" + stranger, town.someTime(), "a".repeat(64));
    town.expect(DifferenceKind.UNKNOWN, stranger);

    Kept printed = town.kept(town.someTime(), ReportState.CONFIRMED, false);
    town.portal(printed, "Skrevet ut på papir");
    town.stored(printed, printed.journalReference());
    town.expect(DifferenceKind.PRINTED, printed.reportId());

    // None of these is a difference.
    Kept handedBack = town.kept(town.someTime(), ReportState.HANDED_BACK, false);
    town.portal(handedBack, "Skrevet ut på papir");
    Kept byHand = town.kept(town.someTime(), ReportState.CONFIRMED, true);
    town.portal(byHand, "Levert");
    town.stored("", String.valueOf(byHand.journalReference()), byHand.receivedAt(), "");
    Kept elsewhere = town.kept(town.someTime(), ReportState.CONFIRMED, false);
    town.portal(elsewhere.reportId(), elsewhere.dispatchId(), elsewhere.sent(), "Venter");
    town.portal(
        elsewhere.reportId(), elsewhere.dispatchId(), elsewhere.sent().plusSeconds(60), "Levert");
    town.stored(elsewhere, elsewhere.journalReference());
  }

  private static Kept receiptOnly(Kept kept) {
    return new Kept(
        kept.reportId(),
        kept.dispatchId(),
        kept.state(),
        kept.sentAt(),
        kept.receivedAt(),
        kept.storedAt(),
        kept.confirmedAt(),
        kept.lastEventAt(),
        kept.journalReference(),
        kept.pdfSha256(),
        false,
        false);
  }

  /** Reports far enough apart that a line can only be meant for one of them. */
  private static List<Instant> apart(Town town) {
    List<Instant> times = new ArrayList<>();
    for (Instant time = town.from.plus(Duration.ofDays(1));
        time.isBefore(town.to.minus(Duration.ofDays(1)));
        time = time.plus(Duration.ofMinutes(60 + town.random.nextInt(240)))) {
      times.add(time);
    }
    return times;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void namesTheOneThatALogOfTimesAloneDoesNotHave(long seed) {
    Town town = town(seed);
    List<Instant> times = apart(town);
    for (int i = 0; i < times.size(); i++) {
      Kept kept =
          i % 20 == 10
              ? town.kept(times.get(i), ReportState.CONFIRMED, false)
              : town.well(times.get(i));
      if (i % 20 == 10) {
        town.expect(DifferenceKind.CONFIRMED_NOT_STORED, kept.reportId());
      }
    }
    Instant strange = times.get(5).plus(Duration.ofMinutes(35));
    town.stored("", "", strange, "");
    Instant shown = strange.plus(town.caseClock).truncatedTo(java.time.temporal.ChronoUnit.HOURS);
    String text =
        "Hva;Lagret\n"
            + String.join(
                "\n",
                town.caseLog.stream().map(line -> "Melding;" + line.split(";", -1)[2]).toList())
            + "\n";
    Logs.Log log = TIMES.read("case system", text.getBytes(StandardCharsets.UTF_8));

    Findings findings = town.compare(null, null, log.rows());

    // The hour that comes twice may be either: there the stranger can be meant for a neighbour.
    town.expect(DifferenceKind.UNKNOWN, "CASE_SYSTEM:" + shown);
    assertFound(findings, town);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void countsPerHourAcrossTheNightsInWhichTheClocksAreChanged(long seed) {
    Town town = town(seed);
    for (int i = 0; i < 400; i++) {
      town.well(town.someTime());
    }
    Kept gone = town.kept(quietHour(town), ReportState.CONFIRMED, false);
    town.expect(DifferenceKind.CONFIRMED_NOT_STORED, gone.reportId());
    DateTimeFormatter date = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    StringBuilder text = new StringBuilder("Dato;Time;Antall\n");
    town.storedByHour.forEach(
        (hour, count) -> {
          LocalDateTime local = LocalDateTime.ofInstant(hour, Town.OSLO);
          text.append(date.format(local))
              .append(';')
              .append(local.getHour())
              .append(";")
              .append(count)
              .append('\n');
        });
    Logs.Log log = COUNTS.read("case system", text.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(log.why()).isNull();

    Findings findings = town.compare(null, null, log.rows());

    assertFound(findings, town);
    assertThat(findings.matchedCount()).isEqualTo(400);
  }

  /** A time with nothing else within some hours, so that it is certain who is missed. */
  private static Instant quietHour(Town town) {
    Instant quiet = town.someTime();
    while (true) {
      Instant here = quiet;
      if (town.ledger.stream()
          .noneMatch(
              kept ->
                  Duration.between(kept.sent(), here).abs().compareTo(Duration.ofMinutes(150))
                      < 0)) {
        return here;
      }
      quiet = town.someTime();
    }
  }

  @Test
  void findsWhatIsMissedThoughTheNumbersAreTheSame() {
    Town town = town(99);
    for (int i = 0; i < 50; i++) {
      town.well(town.someTime());
    }
    Kept gone = town.kept(town.someTime(), ReportState.CONFIRMED, false);
    String stranger = UUID.randomUUID().toString();
    town.stored(stranger, "2026/x", gone.receivedAt(), "b".repeat(64));
    town.expect(DifferenceKind.GONE, gone.reportId());
    town.expect(DifferenceKind.UNKNOWN, stranger);

    assertFound(town.compare(null, null, caseSystem(town)), town);
  }

  @Test
  void saysNothingOfWhatTheLogDoesNotCover() {
    Town town = town(7);
    town.well(town.from.plus(Duration.ofDays(2)));
    town.well(town.from.plus(Duration.ofDays(3)));
    Kept later = town.kept(town.from.plus(Duration.ofDays(9)), ReportState.CONFIRMED, false);
    List<Row> rows = caseSystem(town);

    Findings findings =
        new Comparison(
                new Terms(
                    new Period(town.from, town.to),
                    town.to.plus(Duration.ofDays(1)),
                    Town.GRACE,
                    Town.SKEW),
                new KeptIndex(new Period(town.from, town.to), town.ledger, Town.NOBODY_ELSE),
                neverLooked())
            .compare(new Comparison.Sides(null, null, rows, SidesReader.covered(rows, null)));

    assertThat(findings.differences()).isEmpty();
    assertThat(findings.notKnownCount()).isEqualTo(1);
    assertThat(findings.isHeld(later.reportId())).isFalse();
  }

  private static CaseSystemComparison.Looks neverLooked() {
    return new CaseSystemComparison.Looks() {
      @Override
      public no.lagret.casesystem.StillStored.Sight at(Kept kept) {
        throw new AssertionError("Nothing is to be looked up");
      }

      @Override
      public boolean canTell() {
        return false;
      }
    };
  }
}
