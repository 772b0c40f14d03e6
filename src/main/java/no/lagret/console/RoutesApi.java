package no.lagret.console;

import java.util.List;
import no.lagret.activation.Activation;
import no.lagret.activation.NotActivated;
import no.lagret.activation.RoutesState;
import no.lagret.brake.NotOpenYet;
import no.lagret.dryrun.DryRunResult;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which routes run, and others in their place. They are those of the whole gateway. */
@RestController
@RequestMapping("/api/routes")
class RoutesApi {

  private final Activation activation;

  RoutesApi(Activation activation) {
    this.activation = activation;
  }

  /**
   * Why the folder is to be activated.
   *
   * @param reason free text; it is sealed
   * @param dryRun whether a sample must come through first; null for yes
   */
  record ActivateRequest(@Nullable String reason, @Nullable Boolean dryRun) {}

  @GetMapping
  RoutesState state() {
    return activation.state();
  }

  @PostMapping("/activate")
  RoutesState activate(
      @RequestBody ActivateRequest request, @AuthenticationPrincipal SignedIn user) {
    String reason = FreeText.required("reason", request.reason());
    return done(
        user,
        () ->
            activation.activate(
                user.getUsername(), reason, !Boolean.FALSE.equals(request.dryRun())));
  }

  @PostMapping("/rollback")
  RoutesState rollBack(@RequestBody ReasonRequest request, @AuthenticationPrincipal SignedIn user) {
    String reason = FreeText.required("reason", request.reason());
    return done(user, () -> activation.rollBack(user.getUsername(), reason));
  }

  @PostMapping("/dry-run")
  List<DryRunResult> dryRun(@AuthenticationPrincipal SignedIn user) {
    return done(user, activation::rehearse);
  }

  private interface Step<T> {
    T take() throws NotActivated;
  }

  private static <T> T done(SignedIn user, Step<T> step) {
    if (user.recipients() != null) {
      throw ApiProblem.forbidden(
          "Routes are those of all recipients, and you see only some. Ask an engineer of them all.");
    }
    try {
      return step.take();
    } catch (NotActivated e) {
      throw ApiProblem.conflict(String.valueOf(e.getMessage()));
    } catch (NotOpenYet e) {
      throw ApiProblem.unavailable("The gateway is not open yet. Try again in a minute.");
    }
  }
}
