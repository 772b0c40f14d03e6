package no.lagret.portal.fiksio;

import no.lagret.recipient.PerRecipient;
import org.apache.camel.Exchange;

/** The step of the intake as routes call it, done by the intake of its recipient. */
public final class FiksIoIntakes {

  private final PerRecipient<FiksIoIntake> intakes;

  FiksIoIntakes(PerRecipient<FiksIoIntake> intakes) {
    this.intakes = intakes;
  }

  /** See {@link FiksIoIntake#stamp}. */
  public void stamp(Exchange exchange) {
    intakes.of(exchange.getProperty(FiksIoConsumer.RECIPIENT, String.class)).stamp(exchange);
  }
}
