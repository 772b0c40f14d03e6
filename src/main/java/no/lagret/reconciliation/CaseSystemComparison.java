package no.lagret.reconciliation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import no.lagret.casesystem.StillStored.Sight;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/** The case system's side against the ledger's: by id, by journal reference, by times. */
final class CaseSystemComparison {

  private final Terms terms;
  private final KeptIndex ledger;
  private final Findings findings;
  private final Looks looks;
  private final List<Row> rows;
  private final @Nullable Period covers;
  private final Map<String, List<Row>> byReport = new HashMap<>();
  private final Map<String, Row> byReference = new LinkedHashMap<>();
  private final List<Row> nameless = new ArrayList<>();

  /** Looks one report up where it should be. */
  interface Looks {
    Sight at(Kept kept);

    /** Whether looking can tell anything at all. */
    boolean canTell();
  }

  /**
   * @param rows what the case system's side holds
   * @param covers the time for which it holds everything; null where it holds nothing
   */
  CaseSystemComparison(
      Terms terms,
      KeptIndex ledger,
      Findings findings,
      Looks looks,
      List<Row> rows,
      @Nullable Period covers) {
    this.terms = terms;
    this.ledger = ledger;
    this.findings = findings;
    this.looks = looks;
    this.rows = rows;
    this.covers = covers;
    for (Row row : rows) {
      if (row.reportId() != null) {
        byReport.computeIfAbsent(row.reportId(), id -> new ArrayList<>(1)).add(row);
      }
      if (row.journalReference() != null) {
        byReference.put(row.journalReference(), row);
      }
      if (!row.hasId()) {
        nameless.add(row);
      }
    }
  }

  PortalComparison.Holding holding(Row row) {
    if (row.reportId() != null && byReport.containsKey(row.reportId())) {
      return PortalComparison.Holding.YES;
    }
    boolean couldBeSeen = row.reportId() != null && nameless.isEmpty() && isCovered(row.latest());
    return couldBeSeen ? PortalComparison.Holding.NO : PortalComparison.Holding.NOT_KNOWN;
  }

  private boolean isCovered(@Nullable Instant time) {
    return covers != null && covers.contains(time);
  }

  void compare() {
    ledger.loadAlso(rows);
    byReport.forEach(this::lookForTwice);
    List<Kept> absent = new ArrayList<>();
    Set<String> references = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (Kept kept : ledger.ofPeriod()) {
      if (kept.isStored() && seen.add(kept.reportId())) {
        Row row = rowOf(kept);
        if (row == null) {
          absent.add(kept);
        } else {
          references.add(String.valueOf(row.journalReference()));
          compare(kept, row);
        }
      }
    }
    lookForUnknown(references);
    if (nameless.isEmpty()) {
      absent.forEach(kept -> absent(kept, kept.readBack()));
    } else {
      byTimes(absent);
    }
  }

  private void lookForTwice(String reportId, List<Row> of) {
    if (of.stream().map(Row::journalReference).distinct().count() > 1) {
      findings.add(
          new Found(
              DifferenceKind.STORED_TWICE,
              reportId,
              reportId,
              null,
              of.stream()
                  .map(Row::earliest)
                  .filter(Objects::nonNull)
                  .min(Instant::compareTo)
                  .orElse(null),
              of.size()));
    }
  }

  private @Nullable Row rowOf(Kept kept) {
    List<Row> byId = byReport.get(kept.reportId());
    if (byId != null) {
      return byId.get(byId.size() - 1);
    }
    return kept.journalReference() == null ? null : byReference.get(kept.journalReference());
  }

  private void compare(Kept kept, Row row) {
    List<Row> same = byReport.getOrDefault(kept.reportId(), List.of(row));
    boolean changed =
        kept.pdfSha256() != null
            && !kept.byHand()
            && same.stream().allMatch(r -> r.pdfSha256() != null)
            && same.stream().noneMatch(r -> kept.pdfSha256().equals(r.pdfSha256()));
    if (changed) {
      findings.add(DifferenceKind.CHANGED, kept);
    } else {
      findings.held(kept.reportId());
      findings.matched();
    }
  }

  private void lookForUnknown(Set<String> references) {
    for (Row row : rows) {
      if (!row.hasId()
          || (row.journalReference() != null && references.contains(row.journalReference()))) {
        continue;
      }
      List<Kept> known = ledger.ofReport(row.reportId());
      if (known.stream().anyMatch(kept -> kept.state() == ReportState.HANDED_BACK)) {
        findings.add(DifferenceKind.PRINTED, known.get(0));
      } else if (!known.isEmpty()) {
        findings.held(Objects.requireNonNull(row.reportId()));
      } else if (isOurs(row) && terms.isDue(row.latest())) {
        String subject = row.reportId() == null ? row.journalReference() : row.reportId();
        findings.add(
            new Found(
                DifferenceKind.UNKNOWN,
                String.valueOf(subject),
                row.reportId(),
                null,
                row.earliest(),
                1));
      }
    }
  }

  private boolean isOurs(Row row) {
    return row.earliest() == null || terms.period().contains(row.earliest());
  }

  /** Not among what the case system holds; seen directly, where that can be done. */
  private void absent(Kept kept, boolean wasSeen) {
    if (!isCovered(kept.storedAt())) {
      findings.notKnown();
      return;
    }
    switch (looks.at(kept)) {
      case HELD -> {
        findings.held(kept.reportId());
        findings.matched();
      }
      case CHANGED -> findings.add(DifferenceKind.CHANGED, kept);
      case GONE -> findings.add(DifferenceKind.GONE, kept);
      case NOT_KNOWN ->
          findings.add(wasSeen ? DifferenceKind.GONE : DifferenceKind.CONFIRMED_NOT_STORED, kept);
    }
  }

  private void byTimes(List<Kept> absent) {
    List<Kept> covered = absent.stream().filter(kept -> isCovered(kept.storedAt())).toList();
    NearestTimes nearest = new NearestTimes(terms.skew());
    List<Instant> times =
        covered.stream().map(Kept::storedAt).map(Objects::requireNonNull).toList();
    NearestTimes.Left left =
        nearest.pair(times, nameless, nameless.stream().mapToInt(Row::count).toArray());
    for (int i = left.points().size(); i < covered.size(); i++) {
      findings.matched();
    }
    for (int point : left.points()) {
      if (left.certain().contains(point)) {
        absent(covered.get(point), false);
      } else {
        findings.add(DifferenceKind.CONFIRMED_NOT_STORED, "CASE_SYSTEM", times.get(point), 1);
      }
    }
    for (int i = covered.size(); i < absent.size(); i++) {
      findings.notKnown();
    }
    tooMany(nearest.pair(outside(covered), nameless, left.lines()).lines());
  }

  /** Reports beyond the edges of the time that the log covers may be meant by its outer lines. */
  private List<Instant> outside(List<Kept> covered) {
    Set<Kept> inside = new HashSet<>(covered);
    return ledger.around().stream()
        .filter(kept -> kept.isStored() && !inside.contains(kept))
        .filter(kept -> !byReport.containsKey(kept.reportId()))
        .map(Kept::storedAt)
        .filter(Objects::nonNull)
        .toList();
  }

  private void tooMany(int[] left) {
    for (int i = 0; i < left.length; i++) {
      Row row = nameless.get(i);
      if (left[i] > 0 && isOurs(row) && terms.isDue(row.latest())) {
        findings.add(DifferenceKind.UNKNOWN, "CASE_SYSTEM", row.earliest(), left[i]);
      }
    }
  }
}
