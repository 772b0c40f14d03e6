package no.lagret.ledger;

import no.lagret.alert.Alarm;
import no.lagret.alert.AlarmListener;
import no.lagret.broker.Queues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every alarm leaves a trace when it begins, rises, is seen by a person, and ends. */
final class AlarmEvents implements AlarmListener {

  private static final Logger LOG = LoggerFactory.getLogger(AlarmEvents.class);

  private final Queues queues;
  private final LedgerEvents ledger;

  AlarmEvents(Queues queues, LedgerEvents ledger) {
    this.queues = queues;
    this.ledger = ledger;
  }

  @Override
  public void began(Alarm alarm) {
    tell(EventType.ALARM_BEGAN, alarm);
  }

  @Override
  public void raised(Alarm alarm) {
    tell(EventType.ALARM_RAISED, alarm);
  }

  @Override
  public void acknowledged(Alarm alarm) {
    tell(EventType.ALARM_ACKNOWLEDGED, alarm);
  }

  @Override
  public void ended(Alarm alarm) {
    tell(EventType.ALARM_ENDED, alarm);
  }

  private void tell(EventType type, Alarm alarm) {
    try {
      queues.together(
          () ->
              ledger.record(
                  LedgerEvent.of(type, alarm.recipient())
                      .by(type == EventType.ALARM_ACKNOWLEDGED ? alarm.acknowledgedBy() : null)
                      .with(Fact.CONDITION, alarm.condition())
                      .with(Fact.SEVERITY, alarm.severity())
                      .with(Fact.SUBJECT, alarm.subject())));
    } catch (RuntimeException e) {
      // The alarm stands in its table all the same; most likely it is about the broker itself.
      LOG.debug("Alarm {} is not told to the ledger", alarm.id(), e);
    }
  }
}
