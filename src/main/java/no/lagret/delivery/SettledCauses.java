package no.lagret.delivery;

import java.time.Duration;
import java.util.Set;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.ledger.Ledger;
import no.lagret.pulse.Rounds;

/** Ends the alarms that stand for a dead letter, once a person has settled it. */
final class SettledCauses implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private static final Set<Condition> OF_DEAD_LETTERS =
      Set.of(Condition.UNPROVEN_CONFIRMATION, Condition.BACKSTOP);

  private final Ledger ledger;
  private final Alarms alarms;
  private final Rounds rounds;

  SettledCauses(Ledger ledger, Alarms alarms) {
    this.ledger = ledger;
    this.alarms = alarms;
    this.rounds = new Rounds("settled-causes", BETWEEN, this::look);
  }

  private void look() {
    for (Alarm alarm : alarms.standing()) {
      String report = alarm.reportId();
      if (OF_DEAD_LETTERS.contains(alarm.condition())
          && report != null
          && ledger.isSettledSince(report, alarm.since())) {
        alarms.end(alarm.condition(), alarm.subject());
      }
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
