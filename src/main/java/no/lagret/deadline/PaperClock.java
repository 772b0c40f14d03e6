package no.lagret.deadline;

import java.time.Instant;
import java.time.ZoneId;
import no.lagret.report.Dispatch;

/**
 * When the portal prints a dispatch that it was not told of and sends it by post: two working days
 * after it was sent (KS; DOMAIN.md), by the time of day in Norway.
 *
 * <ul>
 *   <li>Sent on a working day: the same time of day, so many working days later. Friday 14:00 gives
 *       Tuesday 14:00. When the clocks are changed meanwhile, that is an hour more or less.
 *   <li>Sent on any other day: as if sent at 00:00 of the next working day. Sunday gives Wednesday
 *       00:00.
 *   <li>Where the portal gives no time, the time at which this copy was received counts.
 * </ul>
 *
 * <p>KS publishes neither the hour at which it prints nor the moment from which it counts: counted
 * in whole days it may be up to a day earlier than this. It is told to people, and decides nothing.
 */
public final class PaperClock {

  private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  private final int workingDays;
  private final WorkingDays days;

  PaperClock(int workingDays, WorkingDays days) {
    this.workingDays = workingDays;
    this.days = days;
  }

  /** When it is printed, by the time of day in Norway. */
  public Instant paperAt(Dispatch dispatch) {
    return paperAt(dispatch.sentAt() == null ? dispatch.receivedAt() : dispatch.sentAt());
  }

  Instant paperAt(Instant sent) {
    return days.after(sent.atZone(NORWAY), workingDays).toInstant();
  }
}
