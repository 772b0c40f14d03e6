package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import no.lagret.casesystem.ListedReceipt;
import no.lagret.casesystem.StillStored;
import no.lagret.ledger.LedgerWriter;
import no.lagret.portal.svarinn.Listed;
import no.lagret.portal.svarinn.PortalWaiting;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Digests;
import org.jspecify.annotations.Nullable;

/**
 * Reads portal and case system, and only then lets the ledger catch up: what happens meanwhile is
 * in the ledger, and never looks lost for it.
 */
final class SidesReader {

  private static final Duration LEDGER_WAIT = Duration.ofSeconds(60);
  private static final Duration AT_A_TIME = Duration.ofDays(7);
  private static final Duration EARLIER = Duration.ofDays(1);

  private final PortalWaiting portal;
  private final StillStored caseSystem;
  private final LedgerWriter writer;
  private final InstantSource clock;

  SidesReader(
      PortalWaiting portal, StillStored caseSystem, LedgerWriter writer, InstantSource clock) {
    this.portal = portal;
    this.caseSystem = caseSystem;
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * What was answered.
   *
   * @param sides as far as they are known
   * @param states of each side and way
   */
  record Answer(Comparison.Sides sides, List<SideState> states) {}

  /**
   * @throws LedgerBehind when the ledger does not catch up in time
   */
  Answer read(String recipient, Period period, Logs logs) {
    List<SideState> states = new ArrayList<>();
    List<Row> portalList = portalList(recipient, states);
    Instant asked = clock.instant();
    List<Row> stored = stored(recipient, period, asked, states);
    if (!writer.awaitBarrier(LEDGER_WAIT)) {
      throw new LedgerBehind();
    }
    Answer given = ofLogs(recipient, period, logs);
    states.addAll(given.states());
    // A log that somebody took out of the case system on purpose goes before its list.
    if (given.sides().caseSystem() != null) {
      stored = given.sides().caseSystem();
    }
    Period covers = given.sides().covers();
    Instant since = period.from().minus(EARLIER);
    if (given.sides().caseSystem() == null && stored != null && since.isBefore(asked)) {
      covers = new Period(since, asked);
    }
    return new Answer(
        new Comparison.Sides(portalList, given.sides().portalLog(), stored, covers), states);
  }

  /** What the logs alone say. */
  static Answer ofLogs(String recipient, Period period, Logs logs) {
    List<SideState> states = new ArrayList<>();
    List<Row> portal = log(recipient, SideState.Side.PORTAL, logs.portal(), period, states);
    List<Row> held = log(recipient, SideState.Side.CASE_SYSTEM, logs.caseSystem(), period, states);
    return new Answer(
        new Comparison.Sides(null, portal, held, held == null ? null : covered(held, period)),
        states);
  }

  private @Nullable List<Row> portalList(String recipient, List<SideState> states) {
    SideState.Side side = SideState.Side.PORTAL;
    try {
      List<Listed> listed = portal.list(recipient).orElse(null);
      if (listed == null) {
        states.add(SideState.notGiven(recipient, side, SideState.Source.LIST));
        return null;
      }
      List<Row> rows = listed.stream().map(Row::waiting).toList();
      states.add(
          SideState.known(recipient, side, SideState.Source.LIST, rows.size(), digest(rows)));
      return rows;
    } catch (ClassifiedFailure e) {
      states.add(
          SideState.notKnown(
              recipient,
              side,
              SideState.Source.LIST,
              "The portal's list: " + e.getMessage() + "."));
      return null;
    }
  }

  private @Nullable List<Row> stored(
      String recipient, Period period, Instant asked, List<SideState> states) {
    SideState.Side side = SideState.Side.CASE_SYSTEM;
    // What was received in the period may have been stored much later, and its clock may be ahead.
    Instant end = asked.plus(EARLIER);
    List<Row> rows = new ArrayList<>();
    try {
      Instant from = period.from().minus(EARLIER);
      while (from.isBefore(end)) {
        Instant next = from.plus(AT_A_TIME);
        Instant to = next.isBefore(end) ? next : end;
        List<ListedReceipt> part = caseSystem.list(recipient, from, to);
        if (part == null) {
          states.add(SideState.notGiven(recipient, side, SideState.Source.LIST));
          return null;
        }
        part.forEach(receipt -> rows.add(Row.stored(receipt)));
        from = to;
      }
    } catch (ClassifiedFailure e) {
      states.add(
          SideState.notKnown(
              recipient,
              side,
              SideState.Source.LIST,
              "The case system's list: " + e.getMessage() + "."));
      return null;
    }
    states.add(
        SideState.known(
            recipient,
            side,
            SideState.Source.LIST,
            rows.stream().filter(row -> period.contains(row.earliest())).count(),
            digest(rows)));
    return rows;
  }

  private static @Nullable List<Row> log(
      String recipient,
      SideState.Side side,
      Logs.@Nullable Log log,
      Period asked,
      List<SideState> states) {
    if (log == null) {
      states.add(SideState.notGiven(recipient, side, SideState.Source.LOG));
      return null;
    }
    if (log.why() != null) {
      states.add(SideState.notKnown(recipient, side, SideState.Source.LOG, log.why()));
      return null;
    }
    long reports = log.rows().stream().mapToLong(Row::count).sum();
    states.add(
        SideState.known(recipient, side, SideState.Source.LOG, reports, log.digest())
            .covering(covered(log.rows(), asked)));
    return log.rows();
  }

  /**
   * From its first line to its last: of what lies beyond, a log that may be cut off says nothing.
   */
  static @Nullable Period covered(List<Row> rows, Period asked) {
    if (!rows.isEmpty() && rows.stream().allMatch(row -> row.earliest() == null)) {
      return asked; // ids alone: whoever took it out says for which time
    }
    Instant from =
        rows.stream()
            .map(Row::earliest)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    Instant to =
        rows.stream()
            .map(Row::latest)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null);
    // What is kept of a time are its milliseconds.
    return from == null || to == null
        ? null
        : new Period(from.truncatedTo(ChronoUnit.MILLIS), to.plusMillis(1));
  }

  /** In no order of its own: a list may come in any. */
  private static String digest(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    rows.stream().map(Row::toString).sorted().forEach(row -> text.append(row).append('\n'));
    return Digests.sha256(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
