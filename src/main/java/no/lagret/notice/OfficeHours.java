package no.lagret.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import no.lagret.deadline.WorkingDays;

/** When people are at work, by the time of day in Norway. */
final class OfficeHours {

  static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  private final LocalTime opens;
  private final LocalTime closes;
  private final WorkingDays days;

  OfficeHours(LocalTime opens, LocalTime closes, WorkingDays days) {
    this.opens = opens;
    this.closes = closes;
    this.days = days;
  }

  /** The time itself within office hours, else when they next begin. */
  Instant notBefore(Instant time) {
    ZonedDateTime there = time.atZone(NORWAY);
    LocalDate day = there.toLocalDate();
    LocalTime hour = there.toLocalTime();
    if (days.contain(day) && hour.isBefore(closes)) {
      return hour.isBefore(opens) ? day.atTime(opens).atZone(NORWAY).toInstant() : time;
    }
    return days.next(day).atTime(opens).atZone(NORWAY).toInstant();
  }
}
