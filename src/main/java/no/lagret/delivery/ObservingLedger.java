package no.lagret.delivery;

import java.util.Set;
import no.lagret.broker.Queues;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.Recipients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/** Tells the ledger from when to when the gateway only looked on. */
class ObservingLedger {

  private static final Logger LOG = LoggerFactory.getLogger(ObservingLedger.class);

  private final Observing observing;
  private final Recipients recipients;
  private final Ledger ledger;
  private final LedgerEvents events;
  private final Queues queues;

  ObservingLedger(
      Observing observing,
      Recipients recipients,
      Ledger ledger,
      LedgerEvents events,
      Queues queues) {
    this.observing = observing;
    this.recipients = recipients;
    this.ledger = ledger;
    this.events = events;
    this.queues = queues;
  }

  @EventListener(GatewayOpened.class)
  void tell() {
    if (observing.on()) {
      LOG.warn(
          "Lagret only observes (lagret.intake.observe): it takes no report from the portal, and"
              + " confirms none that it did not take before");
    }
    for (String recipient : recipients.names()) {
      boolean observed =
          ledger
              .last(recipient, Set.of(EventType.OBSERVATION_BEGAN, EventType.OBSERVATION_ENDED))
              .filter(event -> event.type() == EventType.OBSERVATION_BEGAN)
              .isPresent();
      if (observed != observing.on()) {
        EventType now = observing.on() ? EventType.OBSERVATION_BEGAN : EventType.OBSERVATION_ENDED;
        queues.together(() -> events.record(LedgerEvent.of(now, recipient)));
      }
    }
  }
}
