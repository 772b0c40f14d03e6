package no.lagret.reconciliation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/**
 * Compares the three sides: what the ledger says of its own reports, then portal and case system
 * each against it. A side that is not known is compared with nothing, and says nothing.
 */
final class Comparison {

  private final Terms terms;
  private final KeptIndex ledger;
  private final CaseSystemComparison.Looks looks;
  private final Findings findings = new Findings();

  Comparison(Terms terms, KeptIndex ledger, CaseSystemComparison.Looks looks) {
    this.terms = terms;
    this.ledger = ledger;
    this.looks = looks;
  }

  /**
   * The sides as they could be had.
   *
   * @param portalList what the portal lists now; null where it could not be asked
   * @param portalLog what the portal logged; null where no log was given
   * @param caseSystem what the case system holds; null where it could not be asked
   * @param covers the time for which the case system's side is complete
   */
  record Sides(
      @Nullable List<Row> portalList,
      @Nullable List<Row> portalLog,
      @Nullable List<Row> caseSystem,
      @Nullable Period covers) {}

  Findings compare(Sides sides) {
    alone();
    CaseSystemComparison caseSystem = null;
    if (sides.caseSystem() == null) {
      reportsStored().forEach(reportId -> findings.notKnown());
    } else {
      caseSystem =
          new CaseSystemComparison(
              terms, ledger, findings, looks, sides.caseSystem(), sides.covers());
      caseSystem.compare();
    }
    PortalComparison portal = new PortalComparison(terms, ledger, findings);
    if (sides.portalList() != null) {
      portal.list(sides.portalList());
    }
    if (sides.portalLog() != null) {
      CaseSystemComparison known = caseSystem;
      portal.log(
          sides.portalLog(),
          row -> known == null ? PortalComparison.Holding.NOT_KNOWN : known.holding(row));
    }
    return findings;
  }

  /** What the ledger alone shows: steps that should have been taken by now. */
  private void alone() {
    for (Kept kept : ledger.ofPeriod()) {
      if (kept.isUnderWay() && terms.isDue(kept.receivedAt())) {
        findings.add(DifferenceKind.NOT_STORED, kept);
      } else if (kept.state() == ReportState.STORED && terms.isDue(kept.lastEventAt())) {
        findings.add(
            new Found(
                DifferenceKind.NOT_CONFIRMED,
                kept.dispatchId(),
                kept.reportId(),
                kept.dispatchId(),
                kept.sent(),
                1));
      }
    }
  }

  private Set<String> reportsStored() {
    Set<String> reports = new HashSet<>();
    ledger.ofPeriod().stream().filter(Kept::isStored).forEach(kept -> reports.add(kept.reportId()));
    return reports;
  }
}
