package no.lagret.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * When the daily comparison is made, by the time of day in Norway. In the night in which that time
 * does not come, an hour later; in the night in which it comes twice, the first time.
 */
final class DailyTime {

  private final LocalTime at;

  DailyTime(LocalTime at) {
    this.at = at;
  }

  /** The last day for which it should have been made by now: before its time, the day before. */
  LocalDate due(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, DifferenceAlarms.NORWAY);
    return now.isBefore(on(today)) ? today.minusDays(1) : today;
  }

  /** When it is due on a day. */
  Instant on(LocalDate day) {
    return day.atTime(at).atZone(DifferenceAlarms.NORWAY).toInstant();
  }
}
