package no.lagret.deadline;

import java.time.Instant;
import java.time.ZoneId;
import no.lagret.report.Dispatch;
import org.jspecify.annotations.Nullable;

/**
 * When the portal prints a dispatch that it was not told of and sends it by post: two working days
 * after it was sent (KS; DOMAIN.md). Sent on a Friday at 14:00 it is printed on Tuesday at 14:00;
 * sent on a Sunday, on Wednesday at 00:00. KS does not say at which hour of the day it prints: this
 * is the earliest.
 */
public final class PaperClock {

  private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  private final DeadlineSettings settings;

  /** Its calendar takes a moment to read, and the first report need not wait for it. */
  private volatile @Nullable WorkingDays days;

  PaperClock(DeadlineSettings settings) {
    this.settings = settings;
  }

  /** When it is printed, by the time of day in Norway. */
  public Instant paperAt(Dispatch dispatch) {
    return paperAt(dispatch.sentAt() == null ? dispatch.receivedAt() : dispatch.sentAt());
  }

  Instant paperAt(Instant sent) {
    return days().after(sent.atZone(NORWAY), settings.paperAfter()).toInstant();
  }

  private WorkingDays days() {
    WorkingDays known = days;
    if (known == null) {
      known = new WorkingDays(settings.closed());
      days = known;
    }
    return known;
  }
}
