package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToIntFunction;
import no.lagret.casesystem.StillStored.Sight;
import no.lagret.report.ReportState;

/**
 * An invented municipality: its reports in the ledger, and the logs that its portal and its case
 * system would write of them, with whatever a test lets go wrong.
 */
final class Town {

  static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
  static final Duration GRACE = Duration.ofHours(1);
  static final Duration SKEW = Duration.ofMinutes(10);

  private static final DateTimeFormatter NORWEGIAN =
      DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss").withZone(OSLO);

  final Random random;
  final Instant from;
  final Instant to;
  final List<Kept> ledger = new ArrayList<>();
  final List<String> portalLog = new ArrayList<>();
  final List<String> caseLog = new ArrayList<>();
  final Map<Instant, Integer> storedByHour = new HashMap<>();
  final Set<String> expected = new TreeSet<>();

  /** By how much the case system's clock is ahead. */
  final Duration caseClock;

  private int number;

  Town(long seed, Instant from, Instant to) {
    this.random = new Random(seed);
    this.from = from;
    this.to = to;
    this.caseClock = Duration.ofSeconds(random.nextInt(240) - 120);
  }

  Instant someTime() {
    // Well within, so that nothing depends on the edges of the period.
    long seconds = Duration.between(from, to).toSeconds() - 2 * 86_400;
    return from.plusSeconds(86_400 + (long) (random.nextDouble() * seconds));
  }

  /** A report that came and was stored and confirmed, in all three. */
  Kept well(Instant sent) {
    Kept kept = kept(sent, ReportState.CONFIRMED, false);
    portal(kept, "Levert");
    stored(kept, kept.journalReference());
    return kept;
  }

  Kept kept(Instant sent, ReportState state, boolean byHand) {
    number++;
    Instant received = sent.plusSeconds(random.nextInt(600));
    Instant stored = received.plusSeconds(1 + random.nextInt(30));
    Kept kept =
        new Kept(
            new UUID(random.nextLong(), random.nextLong()).toString(),
            "forsendelse-" + number,
            state,
            sent,
            received,
            state == ReportState.CONFIRMED || state == ReportState.STORED ? stored : null,
            state == ReportState.CONFIRMED ? stored.plusSeconds(2) : null,
            stored.plusSeconds(2),
            state == ReportState.CONFIRMED || state == ReportState.STORED ? "2026/" + number : null,
            String.format("%064x", number),
            byHand,
            !byHand);
    ledger.add(kept);
    return kept;
  }

  void portal(Kept kept, String status) {
    portal(kept.reportId(), kept.dispatchId(), kept.sent(), status);
  }

  /** Names and titles are in the log too, and nobody reads them. */
  void portal(String reportId, String dispatchId, Instant sent, String status) {
    portalLog.add(
        String.join(
            ";",
            random.nextBoolean() ? reportId.toUpperCase(java.util.Locale.ROOT) : reportId,
            dispatchId,
            "\"Oppdiktet Ærlig; Ødegård\"",
            NORWEGIAN.format(sent.plusSeconds(random.nextInt(5))),
            status));
  }

  void stored(Kept kept, String reference) {
    stored(kept.reportId(), reference, kept.receivedAt().plusSeconds(20), kept.pdfSha256());
  }

  void stored(String reportId, String reference, Instant at, String pdf) {
    Instant shown = at.plus(caseClock);
    caseLog.add(String.join(";", reportId, reference, NORWEGIAN.format(shown), pdf));
    Instant hour = shown.atZone(OSLO).truncatedTo(java.time.temporal.ChronoUnit.HOURS).toInstant();
    storedByHour.merge(hour, 1, Integer::sum);
  }

  void expect(DifferenceKind kind, String subject) {
    expected.add(kind + " " + subject);
  }

  /** Lines in any order, and some of them twice. */
  List<String> shuffled(List<String> lines) {
    List<String> all = new ArrayList<>(lines);
    lines.stream().filter(line -> random.nextInt(7) == 0).forEach(all::add);
    Collections.shuffle(all, random);
    return all;
  }

  Findings compare(List<Row> portalList, List<Row> portal, List<Row> caseSystem) {
    return compare(portalList, portal, caseSystem, kept -> Sight.NOT_KNOWN.ordinal());
  }

  Findings compare(
      List<Row> portalList, List<Row> portal, List<Row> caseSystem, ToIntFunction<Kept> sights) {
    Period period = new Period(from, to);
    Collections.shuffle(ledger, random);
    KeptIndex index = new KeptIndex(period, ledger, NOBODY_ELSE);
    Terms terms = new Terms(period, to.plus(Duration.ofDays(1)), GRACE, SKEW);
    CaseSystemComparison.Looks looks =
        new CaseSystemComparison.Looks() {
          @Override
          public Sight at(Kept kept) {
            return Sight.values()[sights.applyAsInt(kept)];
          }

          @Override
          public boolean canTell() {
            return true;
          }
        };
    return new Comparison(terms, index, looks)
        .compare(new Comparison.Sides(portalList, portal, caseSystem, period));
  }

  static final KeptIndex.LedgerSide NOBODY_ELSE =
      new KeptIndex.LedgerSide() {
        @Override
        public List<Kept> ofReports(java.util.Collection<String> reportIds) {
          return List.of();
        }

        @Override
        public List<Kept> ofDispatches(java.util.Collection<String> dispatchIds) {
          return List.of();
        }
      };
}
