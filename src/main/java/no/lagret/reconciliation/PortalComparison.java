package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.lagret.report.ReportState;

/** The portal's side against the ledger's. */
final class PortalComparison {

  private final Terms terms;
  private final KeptIndex ledger;
  private final Findings findings;

  /** Dispatches that a log with ids speaks of; the others may be meant by lines without. */
  private final Set<String> named = new HashSet<>();

  PortalComparison(Terms terms, KeptIndex ledger, Findings findings) {
    this.terms = terms;
    this.ledger = ledger;
    this.findings = findings;
  }

  /** What the portal lists now, which is all that it was not told of. */
  void list(List<Row> listed) {
    ledger.loadAlso(listed);
    for (Row row : listed) {
      Kept kept = ledger.ofDispatch(row.dispatchId());
      if (kept == null) {
        neverFetched(row);
      } else if (kept.state() == ReportState.HANDED_BACK) {
        continue;
      } else if (kept.state().isFinal() && terms.isDue(kept.confirmedAt())) {
        findings.add(notConfirmed(kept));
      }
    }
  }

  private static Found notConfirmed(Kept kept) {
    return new Found(
        DifferenceKind.NOT_CONFIRMED,
        kept.dispatchId(),
        kept.reportId(),
        kept.dispatchId(),
        kept.sent(),
        1);
  }

  private void neverFetched(Row row) {
    String subject = row.dispatchId() == null ? row.reportId() : row.dispatchId();
    if (subject != null && terms.isDue(row.latest())) {
      findings.add(
          new Found(
              DifferenceKind.NEVER_FETCHED,
              subject,
              row.reportId(),
              row.dispatchId(),
              row.earliest(),
              1));
    }
  }

  /**
   * What the portal logged of the period, whatever became of it.
   *
   * @param caseSystem whether the case system holds a report that only the portal knows
   */
  void log(List<Row> rows, InCaseSystem caseSystem) {
    ledger.loadAlso(rows);
    List<Row> nameless = new ArrayList<>();
    for (Row row : rows) {
      if (!row.hasId()) {
        nameless.add(row);
        continue;
      }
      List<Kept> known = ledger.of(row);
      known.forEach(kept -> named.add(kept.dispatchId()));
      if (row.earliest() != null && !terms.period().contains(row.earliest())) {
        continue;
      }
      if (known.isEmpty()) {
        onlyAtThePortal(row, caseSystem);
      } else {
        known.forEach(kept -> logged(row, kept));
      }
    }
    byTimes(nameless);
  }

  /** What the case system's side says of a report that the gateway does not know. */
  enum Holding {
    YES,
    NO,
    NOT_KNOWN
  }

  /** Asked of reports that only the portal knows. */
  interface InCaseSystem {
    Holding of(Row row);
  }

  private void onlyAtThePortal(Row row, InCaseSystem caseSystem) {
    Holding holding = row.status() == Row.Status.DELIVERED ? caseSystem.of(row) : Holding.NOT_KNOWN;
    String subject = row.reportId() == null ? row.dispatchId() : row.reportId();
    switch (holding) {
      case YES -> {} // told as unknown to the gateway, by the case system's side
      case NO ->
          findings.add(
              new Found(
                  DifferenceKind.CONFIRMED_NOT_STORED,
                  String.valueOf(subject),
                  row.reportId(),
                  row.dispatchId(),
                  row.earliest(),
                  1));
      case NOT_KNOWN -> neverFetched(row);
    }
  }

  private void logged(Row row, Kept kept) {
    switch (row.status()) {
      case PRINTED -> {
        // Where persons handed it back, paper is what they asked for.
        if (kept.state() != ReportState.HANDED_BACK) {
          findings.add(DifferenceKind.PRINTED, kept);
        }
      }
      case DELIVERED -> {
        if (kept.isUnderWay() && terms.isDue(kept.receivedAt())) {
          findings.add(DifferenceKind.CONFIRMED_NOT_STORED, kept);
        }
      }
      case WAITING -> {
        if (kept.state() == ReportState.CONFIRMED && terms.isDue(kept.confirmedAt())) {
          findings.add(notConfirmed(kept));
        }
      }
      case NOT_SAID -> {}
    }
  }

  private void byTimes(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    NearestTimes nearest = new NearestTimes(terms.skew());
    int[] left = rows.stream().mapToInt(Row::count).toArray();
    // Those of the period first: what lies beyond its edges may only take what they leave.
    Duration beyond = terms.skew().multipliedBy(2).plusHours(2);
    for (boolean within : new boolean[] {true, false}) {
      List<Instant> times =
          ledger.around().stream()
              .filter(kept -> !named.contains(kept.dispatchId()))
              .map(Kept::sent)
              .filter(time -> terms.period().widened(beyond).contains(time))
              .filter(time -> terms.period().contains(time) == within)
              .toList();
      left = nearest.pair(times, rows, left).lines();
    }
    for (int i = 0; i < left.length; i++) {
      Row row = rows.get(i);
      if (left[i] > 0 && terms.period().contains(row.earliest()) && terms.isDue(row.latest())) {
        findings.add(DifferenceKind.NEVER_FETCHED, "PORTAL", row.earliest(), left[i]);
      }
    }
  }
}
