package no.lagret.console;

import java.time.Instant;
import java.util.List;
import no.lagret.console.ReconciliationJson.DifferenceJson;
import no.lagret.reconciliation.Difference;
import no.lagret.reconciliation.DifferenceCases;
import no.lagret.reconciliation.DifferenceFilter;
import no.lagret.reconciliation.DifferenceKind;
import no.lagret.reconciliation.DifferenceStep;
import no.lagret.reconciliation.Reconciliations;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What differs between portal, ledger and case system, and what persons do about it. */
@RestController
@RequestMapping("/api/differences")
class DifferencesApi {

  private final Reconciliations reconciliations;
  private final DifferenceCases cases;

  DifferencesApi(Reconciliations reconciliations, DifferenceCases cases) {
    this.reconciliations = reconciliations;
    this.cases = cases;
  }

  /**
   * @param settled true for those that are settled; those that stand where it is missing
   */
  @GetMapping
  Listing<DifferenceJson> list(
      ListRequest list,
      @RequestParam(required = false) @Nullable DifferenceKind kind,
      @RequestParam(required = false) @Nullable Boolean settled) {
    return Listing.of(
        reconciliations.differences(
            new DifferenceFilter(
                list.recipients(), kind, list.q(), Boolean.TRUE.equals(settled), null),
            list.page()),
        DifferenceJson::of);
  }

  /** One, with what was done about it. */
  @GetMapping("/{id}")
  Case one(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    Difference difference = find(id, user);
    // What operators wrote is for operators.
    boolean reads = user.is(Role.OPERATOR);
    return new Case(
        DifferenceJson.of(difference),
        cases.hasCopy(difference),
        cases.steps(difference).stream()
            .map(step -> new Step(step.at(), step.by(), step.kind(), reads ? step.text() : null))
            .toList());
  }

  /**
   * @param copyKept whether it can be delivered again from here
   */
  record Case(DifferenceJson difference, boolean copyKept, List<Step> steps) {}

  /** Something that was done. */
  record Step(Instant at, String by, DifferenceStep.Kind kind, @Nullable String text) {}

  @PostMapping("/{id}/settle")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void settle(
      @PathVariable String id,
      @RequestBody ReasonRequest request,
      @AuthenticationPrincipal SignedIn user) {
    String reason = FreeText.required("reason", request.reason());
    if (!cases.settle(find(id, user), reason, user.getUsername())) {
      throw ApiProblem.conflict("This difference is settled already");
    }
  }

  @PostMapping("/{id}/asked")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void asked(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable ReasonRequest request,
      @AuthenticationPrincipal SignedIn user) {
    String text = request == null ? null : FreeText.optional("reason", request.reason());
    cases.askedKs(find(id, user), text, user.getUsername());
  }

  @PostMapping("/{id}/deliver-again")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void deliverAgain(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    if (!cases.deliverAgain(find(id, user), user.getUsername())) {
      throw ApiProblem.conflict(
          "There is no kept copy of this report, it is on its way already, or nothing is lost");
    }
  }

  private Difference find(String id, SignedIn user) {
    return reconciliations
        .difference(id)
        .filter(difference -> user.sees(difference.recipient()))
        .orElseThrow(() -> ApiProblem.notFound("There is no such difference"));
  }
}
