package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import no.lagret.portal.svarinn.Observation;
import no.lagret.portal.svarinn.Observations;
import no.lagret.portal.svarinn.Observed;
import no.lagret.recipient.Recipients;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was seen while the gateway only looks on, or only looked on. */
@RestController
class ObservationApi {

  private final Observations observations;
  private final Recipients recipients;

  ObservationApi(Observations observations, Recipients recipients) {
    this.observations = observations;
    this.recipients = recipients;
  }

  /**
   * @param observing whether the gateway only looks on now
   */
  record Answer(boolean observing, List<OfRecipient> recipients) {}

  /** Of one recipient; what the case system does not have comes with it, those gone first. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfRecipient(String recipient, Observation.Figures figures, List<Observed> notHeld) {}

  @GetMapping("/api/observation")
  Answer observation(@AuthenticationPrincipal SignedIn user) {
    return new Answer(
        observations.on(),
        recipients.names().stream()
            .filter(user::sees)
            .flatMap(name -> observations.before(name).map(own -> of(name, own)).stream())
            .toList());
  }

  private static OfRecipient of(String recipient, Observation observation) {
    return new OfRecipient(recipient, observation.figures(), observation.notHeld());
  }
}
