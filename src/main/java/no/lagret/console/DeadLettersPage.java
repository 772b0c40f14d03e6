package no.lagret.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import no.lagret.deadletter.Jobs;
import no.lagret.deadletter.Parks;
import no.lagret.ledger.DeadLetterFilter;
import no.lagret.ledger.DeadLetterOrder;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.Page;
import no.lagret.report.DeadLetterReason;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for a person: by cause, and one by one. */
@WebPage
class DeadLettersPage {

  private static final int JOBS_SHOWN = 10;

  private final Ledger ledger;
  private final Jobs jobs;
  private final JobsApi api;
  private final Parks parks;
  private final InstantSource clock;

  DeadLettersPage(Ledger ledger, Jobs jobs, JobsApi api, Parks parks, InstantSource clock) {
    this.ledger = ledger;
    this.jobs = jobs;
    this.api = api;
    this.parks = parks;
    this.clock = clock;
  }

  @GetMapping("/dead-letters")
  String list(
      Model page,
      ListRequest list,
      @RequestParam(required = false) @Nullable DeadLetterReason reason,
      @RequestParam(defaultValue = "false") boolean settled,
      @RequestParam(defaultValue = "NEWEST") DeadLetterOrder order,
      @AuthenticationPrincipal SignedIn user) {
    Page<DeadLetterRow> found =
        ledger.deadLetters(
            new DeadLetterFilter(
                list.recipients(), reason, list.q(), list.from(), list.to(), settled),
            order,
            list.page());
    page.addAttribute("letters", found.items());
    page.addAttribute("part", Part.of(list.page(), found.total()));
    page.addAttribute("groups", ledger.deadLetterGroups(user.recipients()));
    page.addAttribute("reasons", DeadLetterReason.values());
    page.addAttribute("orders", DeadLetterOrder.values());
    page.addAttribute("parked", parks.standing());
    page.addAttribute("asOf", clock.instant());
    page.addAttribute("jobs", jobs.recent(user.recipients(), JOBS_SHOWN));
    return "dead-letters";
  }

  @GetMapping("/dead-letters/export.csv")
  void export(
      HttpServletResponse response,
      ListRequest list,
      @RequestParam(required = false) @Nullable DeadLetterReason reason,
      @RequestParam(defaultValue = "false") boolean settled)
      throws IOException {
    DeadLetterFilter filter =
        new DeadLetterFilter(list.recipients(), reason, list.q(), list.from(), list.to(), settled);
    Csv.write(
        response,
        "dead-letters",
        List.of(
            "letter",
            "report",
            "recipient",
            "channel",
            "dispatch",
            "reason",
            "detail",
            "attempts",
            "first",
            "last",
            "settled"),
        page -> ledger.deadLetters(filter, page),
        row ->
            new Object[] {
              row.letterId(), row.reportId(), row.recipient(), row.channel(), row.dispatchId(),
              row.reason(), row.detail(), row.attempts(), row.firstAt(), row.lastAt(),
              row.settledAt()
            });
  }

  /** Exactly the selected ones. */
  @PostMapping(path = "/dead-letters/redeliver", params = "!reason")
  String selected(
      @RequestParam(defaultValue = "") List<String> ids,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    if (ids.isEmpty()) {
      next.addFlashAttribute("failed", "nothing-selected");
      return "redirect:/dead-letters";
    }
    return job(api.redeliver(new RedeliverRequest(ids, null), null, user), next);
  }

  /** All of a cause, as they were when the page was made. */
  @PostMapping(path = "/dead-letters/redeliver", params = "reason")
  String group(
      @RequestParam DeadLetterReason reason,
      @RequestParam Instant asOf,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    return job(api.redeliver(new RedeliverRequest(null, reason), asOf, user), next);
  }

  @PostMapping("/dead-letters/{id}/redeliver")
  String one(
      @PathVariable String id, @AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
    return job(api.redeliver(id, user), next);
  }

  private static String job(JobJson job, RedirectAttributes next) {
    next.addAttribute("job", job.id());
    return "redirect:/jobs/{job}";
  }
}
