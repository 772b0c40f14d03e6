package no.lagret.console;

import java.util.function.Consumer;
import no.lagret.brake.Brake;
import no.lagret.brake.Brakes;
import no.lagret.brake.HeldBySetting;
import no.lagret.brake.NotOpenYet;
import no.lagret.brake.SetAside;
import no.lagret.delivery.Guard;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.ReportView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an operator stops by hand, and lets go again. Doing it twice does it once. */
@RestController
class BrakesApi {

  private final Ledger ledger;
  private final Brakes brakes;
  private final SetAside setAside;
  private final Guard guard;

  BrakesApi(Ledger ledger, Brakes brakes, SetAside setAside, Guard guard) {
    this.ledger = ledger;
    this.brakes = brakes;
    this.setAside = setAside;
    this.guard = guard;
  }

  @PostMapping("/api/reports/{reportId}/set-aside")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void setAside(
      @PathVariable String reportId,
      @RequestBody ReasonRequest request,
      @AuthenticationPrincipal SignedIn user) {
    String reason = FreeText.required("reason", request.reason());
    ReportView report =
        ledger
            .report(user.recipients(), reportId)
            .orElseThrow(() -> ApiProblem.notFound("There is no such report"));
    if (!setAside.ask(report, reason, user.getUsername())) {
      throw ApiProblem.conflict(
          "The report is " + report.state() + ": only one that waits can be set aside");
    }
  }

  @PostMapping("/api/delivery/pause")
  @Nullable BrakesJson pause(@AuthenticationPrincipal SignedIn user) {
    return change(user, name -> brakes.pull(Brake.DELIVERY, name));
  }

  @PostMapping("/api/delivery/resume")
  @Nullable BrakesJson resume(@AuthenticationPrincipal SignedIn user) {
    return change(user, name -> brakes.release(Brake.DELIVERY, name));
  }

  @PostMapping("/api/confirmations/hold")
  @Nullable BrakesJson hold(@AuthenticationPrincipal SignedIn user) {
    return change(user, name -> brakes.pull(Brake.CONFIRMATIONS, name));
  }

  @PostMapping("/api/confirmations/release")
  @Nullable BrakesJson release(@AuthenticationPrincipal SignedIn user) {
    return change(user, name -> brakes.release(Brake.CONFIRMATIONS, name));
  }

  @PostMapping("/api/guard/release")
  Released releaseGuard(@AuthenticationPrincipal SignedIn user) {
    check(user, guard.recipient());
    return new Released(guard.release(user.getUsername()));
  }

  /**
   * What the guard let go.
   *
   * @param released reports that were held back; their next bad end makes dead letters of them
   */
  record Released(int released) {}

  private @Nullable BrakesJson change(SignedIn user, Consumer<String> change) {
    check(user, brakes.recipient());
    try {
      change.accept(user.getUsername());
    } catch (HeldBySetting e) {
      throw ApiProblem.conflict(String.valueOf(e.getMessage()));
    } catch (NotOpenYet e) {
      throw ApiProblem.unavailable(String.valueOf(e.getMessage()));
    }
    return BrakesJson.of(brakes);
  }

  private static void check(SignedIn user, String recipient) {
    if (!user.sees(recipient)) {
      throw ApiProblem.forbidden("These are not the reports of a recipient that you see");
    }
  }
}
