package no.lagret.console;

import no.lagret.deadline.Deadlines;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.Page;
import no.lagret.ledger.ReportFilter;
import no.lagret.ledger.ReportView;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Find a report by whatever is in hand, and see what happened to it. */
@WebPage
class ReportsPage {

  private final Ledger ledger;
  private final Deadlines deadlines;

  ReportsPage(Ledger ledger, Deadlines deadlines) {
    this.ledger = ledger;
    this.deadlines = deadlines;
  }

  @GetMapping("/reports")
  String list(
      Model page, ListRequest list, @RequestParam(required = false) @Nullable ReportState state) {
    Page<ReportView> found =
        ledger.reports(
            new ReportFilter(list.recipients(), state, list.q(), list.from(), list.to()),
            list.page());
    page.addAttribute("reports", found.items().stream().map(ReportJson::inList).toList());
    page.addAttribute("part", Part.of(list.page(), found.total()));
    page.addAttribute("states", ReportState.values());
    return "reports";
  }

  @GetMapping("/reports/{reportId}")
  String one(Model page, @PathVariable String reportId, @AuthenticationPrincipal SignedIn user) {
    ReportView report =
        ledger
            .report(user.recipients(), reportId)
            .orElseThrow(() -> ApiProblem.notFound("There is no such report"));
    page.addAttribute("report", ReportJson.whole(report, deadlines));
    page.addAttribute("byHand", report.dispatches().stream().anyMatch(DispatchRow::isByHand));
    page.addAttribute(
        "letters",
        report.dispatches().stream()
            .map(row -> row.letterId())
            .filter(letter -> letter != null)
            .toList());
    page.addAttribute(
        "waits",
        report.dispatches().stream()
            .anyMatch(
                row ->
                    row.state() == ReportState.QUEUED
                        || row.state() == ReportState.AWAITING_RECEIPT));
    return "report";
  }
}
