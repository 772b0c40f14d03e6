package no.lagret.portal.svarinn;

import java.util.List;
import no.lagret.recipient.PerRecipient;
import org.apache.camel.Exchange;

/** The steps of the intake as routes call them, each done by the intake of its recipient. */
public final class SvarinnIntakes {

  private final PerRecipient<SvarinnIntake> intakes;
  private final Observations observations;

  SvarinnIntakes(PerRecipient<SvarinnIntake> intakes, Observations observations) {
    this.intakes = intakes;
    this.observations = observations;
  }

  /** See {@link SvarinnIntake#choose}; where the gateway only looks on, nothing is chosen. */
  public void choose(Exchange exchange) {
    Observation looksOn = observations.of(recipient(exchange)).orElse(null);
    if (looksOn == null) {
      of(exchange).choose(exchange);
      observations.before(recipient(exchange)).ifPresent(Observation::lookAgain);
    } else {
      looksOn.look(exchange.getMessage().getBody(PortalList.class));
      exchange.getMessage().setBody(List.of());
    }
  }

  /** See {@link SvarinnIntake#stamp}. */
  public void stamp(Exchange exchange) {
    of(exchange).stamp(exchange);
  }

  /** See {@link SvarinnIntake#notListed}. */
  public void notListed(Exchange exchange) {
    of(exchange).notListed(exchange);
  }

  /** See {@link SvarinnIntake#notTaken}. */
  public void notTaken(Exchange exchange) {
    of(exchange).notTaken(exchange);
  }

  private SvarinnIntake of(Exchange exchange) {
    return intakes.of(recipient(exchange));
  }

  /** Whose account and intake the route speaks of: its exchange property {@code recipient}. */
  static String recipient(Exchange exchange) {
    String recipient = exchange.getProperty("recipient", String.class);
    if (recipient == null) {
      throw new IllegalStateException("Whose? Let the route set the property recipient first");
    }
    return recipient;
  }
}
