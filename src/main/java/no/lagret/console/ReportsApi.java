package no.lagret.console;

import no.lagret.deadline.Deadlines;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.ReportFilter;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports: where each stands, and what happened to it. */
@RestController
@RequestMapping("/api/reports")
class ReportsApi {

  private final Ledger ledger;
  private final Deadlines deadlines;

  ReportsApi(Ledger ledger, Deadlines deadlines) {
    this.ledger = ledger;
    this.deadlines = deadlines;
  }

  @GetMapping
  Listing<ReportJson> list(
      ListRequest list, @RequestParam(required = false) @Nullable ReportState state) {
    ReportFilter filter =
        new ReportFilter(list.recipients(), state, list.q(), list.from(), list.to());
    return Listing.of(ledger.reports(filter, list.page()), ReportJson::inList);
  }

  @GetMapping("/{reportId}")
  ReportJson one(@PathVariable String reportId, @AuthenticationPrincipal SignedIn user) {
    return ledger
        .report(user.recipients(), reportId)
        .map(found -> ReportJson.whole(found, deadlines))
        .orElseThrow(() -> ApiProblem.notFound("There is no such report"));
  }
}
