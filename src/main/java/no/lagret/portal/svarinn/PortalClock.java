package no.lagret.portal.svarinn;

import java.time.Duration;
import java.time.Instant;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.http.HttpAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the gateway's clock with the time that the portal puts on its answers. Maskinporten
 * takes no token from a clock that is off by more than ten seconds, and what the gateway schedules,
 * dates and calls old goes by the clock too.
 */
final class PortalClock {

  private static final Duration BOUND = Duration.ofSeconds(10);

  /** The portal's time is cut to whole seconds. */
  private static final Duration CUT = Duration.ofSeconds(1);

  private final String recipient;
  private final Alarms alarms;

  PortalClock(String recipient, Alarms alarms) {
    this.recipient = recipient;
    this.alarms = alarms;
  }

  /**
   * The portal wrote the date at some moment of the call, so a slow answer tells less than a quick
   * one. The alarm begins only when the clock is surely off, and ends only when it surely is not.
   *
   * @param date the answer's {@code Date}; without a date nothing is known
   * @param before our time when the call began
   * @param after our time when the answer was there
   */
  void compare(@Nullable String date, Instant before, Instant after) {
    Instant theirs = HttpAnswer.time(date);
    if (theirs == null) {
      return;
    }
    Duration leastAhead = Duration.between(theirs.plus(CUT), before);
    Duration mostAhead = Duration.between(theirs, after);
    if (leastAhead.compareTo(BOUND) > 0) {
      begin(leastAhead, "ahead of");
    } else if (mostAhead.negated().compareTo(BOUND) > 0) {
      begin(mostAhead.negated(), "behind");
    } else if (leastAhead.negated().compareTo(BOUND) <= 0 && mostAhead.compareTo(BOUND) <= 0) {
      alarms.end(Condition.CLOCK, recipient);
    }
  }

  private void begin(Duration off, String way) {
    alarms.begin(
        Condition.CLOCK,
        recipient,
        recipient,
        null,
        "The clock is at least "
            + off.toSeconds()
            + " s "
            + way
            + " the portal's. Check the time synchronisation of this machine.");
  }
}
