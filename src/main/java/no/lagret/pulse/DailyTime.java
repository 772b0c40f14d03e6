package no.lagret.pulse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When something is due that is done once a day, by the time of day in Norway. In the night in
 * which that time does not come, an hour later; in the night in which it comes twice, the first
 * time.
 */
public final class DailyTime {

  private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  private final LocalTime at;

  public DailyTime(LocalTime at) {
    this.at = at;
  }

  /** The last day for which it should have been done by now: before its time, the day before. */
  public LocalDate due(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, NORWAY);
    return now.isBefore(on(today)) ? today.minusDays(1) : today;
  }

  /** When it is due on a day. */
  public Instant on(LocalDate day) {
    return day.atTime(at).atZone(NORWAY).toInstant();
  }
}
