package no.lagret.console;

import java.util.List;
import java.util.function.BiConsumer;
import no.lagret.brake.Brake;
import no.lagret.brake.Brakes;
import no.lagret.brake.HeldBySetting;
import no.lagret.brake.NotOpenYet;
import no.lagret.brake.SetAside;
import no.lagret.delivery.Guard;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.ReportView;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an operator stops by hand, and lets go again. Doing it twice does it once. */
@RestController
class BrakesApi {

  private final Ledger ledger;
  private final PerRecipient<Brakes> brakes;
  private final SetAside setAside;
  private final Recipients recipients;
  private final PerRecipient<Guard> guards;

  BrakesApi(
      Ledger ledger,
      PerRecipient<Brakes> brakes,
      SetAside setAside,
      PerRecipient<Guard> guards,
      Recipients recipients) {
    this.ledger = ledger;
    this.brakes = brakes;
    this.setAside = setAside;
    this.guards = guards;
    this.recipients = recipients;
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
  @Nullable BrakesJson pause(
      @RequestParam(required = false) @Nullable String recipient,
      @AuthenticationPrincipal SignedIn user) {
    return change(recipient, user, (own, name) -> own.pull(Brake.DELIVERY, name));
  }

  @PostMapping("/api/delivery/resume")
  @Nullable BrakesJson resume(
      @RequestParam(required = false) @Nullable String recipient,
      @AuthenticationPrincipal SignedIn user) {
    return change(recipient, user, (own, name) -> own.release(Brake.DELIVERY, name));
  }

  @PostMapping("/api/confirmations/hold")
  @Nullable BrakesJson hold(
      @RequestParam(required = false) @Nullable String recipient,
      @AuthenticationPrincipal SignedIn user) {
    return change(recipient, user, (own, name) -> own.pull(Brake.CONFIRMATIONS, name));
  }

  @PostMapping("/api/confirmations/release")
  @Nullable BrakesJson release(
      @RequestParam(required = false) @Nullable String recipient,
      @AuthenticationPrincipal SignedIn user) {
    return change(recipient, user, (own, name) -> own.release(Brake.CONFIRMATIONS, name));
  }

  @PostMapping("/api/guard/release")
  Released releaseGuard(
      @RequestParam(required = false) @Nullable String recipient,
      @AuthenticationPrincipal SignedIn user) {
    return new Released(guards.of(checked(recipient, user)).release(user.getUsername()));
  }

  /**
   * What the guard let go.
   *
   * @param released reports that were held back; their next bad end makes dead letters of them
   */
  record Released(int released) {}

  private @Nullable BrakesJson change(
      @Nullable String recipient, SignedIn user, BiConsumer<Brakes, String> change) {
    Brakes own = brakes.of(checked(recipient, user));
    try {
      change.accept(own, user.getUsername());
    } catch (HeldBySetting e) {
      throw ApiProblem.conflict(String.valueOf(e.getMessage()));
    } catch (NotOpenYet e) {
      throw ApiProblem.unavailable(String.valueOf(e.getMessage()));
    }
    return BrakesJson.of(own);
  }

  /** Whose is meant: the only one where none is named. */
  private String checked(@Nullable String named, SignedIn user) {
    List<String> all = recipients.names();
    if (named == null && all.size() > 1) {
      throw ApiProblem.badRequest(
          "There are several recipients: say whose with recipient=, one of "
              + String.join(", ", all.stream().filter(user::sees).toList()));
    }
    String recipient = named == null ? all.get(0) : named;
    if (!user.sees(recipient)) {
      throw ApiProblem.forbidden("These are not the reports of a recipient that you see");
    }
    if (!all.contains(recipient)) {
      throw ApiProblem.notFound("The settings name no such recipient");
    }
    return recipient;
  }
}
