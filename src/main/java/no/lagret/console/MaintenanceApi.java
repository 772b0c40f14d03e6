package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import no.lagret.notice.Maintenance;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The time in which nobody is told of outages, because they are expected. */
@RestController
@RequestMapping("/api/maintenance")
class MaintenanceApi {

  private final Maintenance maintenance;

  MaintenanceApi(Maintenance maintenance) {
    this.maintenance = maintenance;
  }

  /**
   * What is asked for.
   *
   * @param until ISO-8601 with offset
   */
  record Asked(@Nullable String until) {}

  /**
   * Whether it goes on.
   *
   * @param since when it was announced
   * @param until when it ends by itself
   * @param by the user who announced it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record State(
      boolean announced, @Nullable Instant since, @Nullable Instant until, @Nullable String by) {

    static State of(Maintenance.@Nullable Window window) {
      return window == null
          ? new State(false, null, null, null)
          : new State(true, window.begins(), window.until(), window.by());
    }
  }

  @GetMapping
  State now() {
    return State.of(maintenance.current().orElse(null));
  }

  @PostMapping
  State announce(@RequestBody Asked asked, @AuthenticationPrincipal SignedIn user) {
    Instant until;
    try {
      until = OffsetDateTime.parse(asked.until() == null ? "" : asked.until()).toInstant();
    } catch (DateTimeException e) {
      throw ApiProblem.badRequest(
          "until must be a time with its offset: 2026-11-24T22:00:00+01:00");
    }
    return announce(until, user);
  }

  @DeleteMapping
  State end(@AuthenticationPrincipal SignedIn user) {
    checkSeesAll(user);
    maintenance.end(user.getUsername());
    return now();
  }

  State announce(Instant until, SignedIn user) {
    checkSeesAll(user);
    try {
      return State.of(maintenance.announce(until, user.getUsername()));
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** It silences the outages of all recipients. */
  private static void checkSeesAll(SignedIn user) {
    if (user.recipients() != null) {
      throw ApiProblem.forbidden(
          "Maintenance is announced for all recipients, by a user who sees all of them");
    }
  }
}
