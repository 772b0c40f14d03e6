package no.lagret.delivery;

import java.util.HashSet;
import java.util.Set;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;

/**
 * Against wrong settings that look like bad reports. After three different reports in a row ended
 * badly with no store in between, the cause is more likely ours: then nothing is dead-lettered any
 * more, delivery goes on one at a time, and an alarm stands until one is stored or an operator
 * releases them.
 */
final class Guard {

  private static final int BAD_ENDS = 3;

  private final String recipient;
  private final Alarms alarms;
  private final Set<String> badEnds = new HashSet<>();

  Guard(String recipient, Alarms alarms) {
    this.recipient = recipient;
    this.alarms = alarms;
  }

  /** Whether this report, which ended badly, is to be tried again instead of dead-lettered. */
  synchronized boolean holdsBack(String reportId) {
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

  synchronized boolean engaged() {
    return badEnds.size() >= BAD_ENDS;
  }

  /** A report was stored, or an operator has looked: back to normal. */
  synchronized void release() {
    badEnds.clear();
    alarms.end(Condition.GUARD, recipient);
  }
}
