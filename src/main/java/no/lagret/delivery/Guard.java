package no.lagret.delivery;

import java.util.HashSet;
import java.util.Set;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.Queues;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;

/**
 * Against wrong settings that look like bad reports. After three different reports in a row ended
 * badly with no store in between, the cause is more likely ours: then nothing is dead-lettered any
 * more, delivery goes on one at a time, and an alarm stands until one is stored or an operator
 * releases them.
 */
public final class Guard {

  private static final int BAD_ENDS = 3;

  private final String recipient;
  private final Alarms alarms;
  private final Queues queues;
  private final LedgerEvents events;
  private final Set<String> badEnds = new HashSet<>();

  /** Looked at by an operator: their next bad end counts as what it looks like. */
  private final Set<String> released = new HashSet<>();

  public Guard(String recipient, Alarms alarms, Queues queues, LedgerEvents events) {
    this.recipient = recipient;
    this.alarms = alarms;
    this.queues = queues;
    this.events = events;
  }

  /** Whose reports it guards. */
  public String recipient() {
    return recipient;
  }

  /** Whether this report, which ended badly, is to be tried again instead of dead-lettered. */
  synchronized boolean holdsBack(String reportId) {
    if (released.remove(reportId)) {
      return false;
    }
    badEnds.add(reportId);
    if (!engaged()) {
      return false;
    }
    alarms.begin(
        Condition.GUARD,
        recipient,
        recipient,
        null,
        "Three different reports in a row ended badly. Nothing more is dead-lettered until one is"
            + " stored. Check the settings of the case system and the keys.");
    return true;
  }

  /** Whether bad ends are held back now. */
  public synchronized boolean engaged() {
    return badEnds.size() >= BAD_ENDS;
  }

  /**
   * An operator has looked: those held back so far become dead letters at their next bad end. Three
   * others engage it again.
   *
   * @return how many were held back; 0 when it was not engaged, and then nothing is told
   */
  public synchronized int release(String user) {
    if (!engaged()) {
      return 0;
    }
    int held = badEnds.size();
    queues.together(
        () ->
            events.record(
                LedgerEvent.of(EventType.GUARD_RELEASED, recipient)
                    .with(Fact.COUNT, held)
                    .by(user)));
    released.addAll(badEnds);
    stored();
    return held;
  }

  /** A report was stored: back to normal. */
  synchronized void stored() {
    badEnds.clear();
    alarms.end(Condition.GUARD, recipient);
  }
}
