package no.lagret.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.lagret.ledger.PageRequest;
import no.lagret.recipient.Recipients;
import no.lagret.reconciliation.Reconciliation;
import no.lagret.reconciliation.ReconciliationResult;
import no.lagret.reconciliation.Reconciliations;
import no.lagret.reconciliation.UnusableLog;
import no.lagret.reconciliation.WatchFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Do portal, ledger and case system agree, and what does not? */
@WebPage
class ReconciliationsPage {

  private static final int SHOWN = 30;

  private final ReconciliationsApi api;
  private final DifferencesApi differences;
  private final Reconciliations reconciliations;
  private final Recipients recipients;

  ReconciliationsPage(
      ReconciliationsApi api,
      DifferencesApi differences,
      Reconciliations reconciliations,
      Recipients recipients) {
    this.api = api;
    this.differences = differences;
    this.reconciliations = reconciliations;
    this.recipients = recipients;
  }

  @GetMapping("/reconciliations")
  String show(Model page, ListRequest list, @AuthenticationPrincipal SignedIn user) {
    Listing<ReconciliationJson.DifferenceJson> standing = differences.list(list, null, null);
    page.addAttribute("differences", standing.items());
    page.addAttribute("part", Part.of(list.page(), standing.total()));
    page.addAttribute(
        "last", reconciliations.lastDaily().map(run -> api.one(run.id(), user)).orElse(null));
    List<String> names = recipients.counted().stream().filter(user::sees).toList();
    page.addAttribute("names", names);
    Map<String, WatchFigures> watches = new LinkedHashMap<>();
    names.forEach(name -> watches.put(name, reconciliations.watch(name)));
    page.addAttribute("watches", watches);
    List<Made> history = history(user);
    page.addAttribute("history", history);
    page.addAttribute("most", history.stream().mapToLong(Made::differences).max().orElse(0));
    return "reconciliations";
  }

  /**
   * One of those before.
   *
   * @param differences how many stood when it ended
   */
  public record Made(String id, Instant askedAt, @Nullable String askedBy, long differences) {}

  /** The last ones, oldest first. */
  private List<Made> history(SignedIn user) {
    List<Made> made = new ArrayList<>();
    for (Reconciliation run :
        reconciliations.all(user.recipients(), new PageRequest(0, SHOWN)).items()) {
      long found =
          reconciliations.results(run.id()).stream()
              .filter(result -> user.sees(result.recipient()))
              .mapToLong(ReconciliationResult::differences)
              .sum();
      made.add(new Made(run.id(), run.askedAt(), run.askedBy(), found));
    }
    Collections.reverse(made);
    return made;
  }

  @GetMapping("/reconciliations/{id}")
  String one(Model page, @PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    page.addAttribute("run", api.one(id, user));
    return "reconciliation";
  }

  @PostMapping("/reconciliations")
  String order(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String recipient,
      @RequestParam(required = false) @Nullable MultipartFile portalLog,
      @RequestParam(required = false) @Nullable MultipartFile caseSystemLog,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    try {
      Reconciliation run =
          api.order(
              new ReconciliationsApi.Order(from, to, recipient), portalLog, caseSystemLog, user);
      return "redirect:/reconciliations/" + run.id();
    } catch (UnusableLog e) {
      next.addFlashAttribute("unusable", e.getMessage());
      return "redirect:/reconciliations";
    }
  }

  @GetMapping("/reconciliations/differences/{id}")
  String difference(Model page, @PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    DifferencesApi.Case one = differences.one(id, user);
    page.addAttribute("difference", one.difference());
    page.addAttribute("copyKept", one.copyKept());
    page.addAttribute("steps", one.steps());
    return "difference";
  }

  @PostMapping("/reconciliations/differences/{id}/settle")
  String settle(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    differences.settle(id, new ReasonRequest(reason), user);
    return back(id, "difference.settled", next);
  }

  @PostMapping("/reconciliations/differences/{id}/asked")
  String asked(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    differences.asked(id, new ReasonRequest(reason), user);
    return back(id, "difference.asked", next);
  }

  @PostMapping("/reconciliations/differences/{id}/deliver-again")
  String deliverAgain(
      @PathVariable String id, @AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
    differences.deliverAgain(id, user);
    return back(id, "difference.delivered", next);
  }

  private static String back(String id, String done, RedirectAttributes next) {
    next.addFlashAttribute("done", done);
    return "redirect:/reconciliations/differences/" + id;
  }
}
