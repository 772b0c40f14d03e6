package no.lagret.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Set;
import no.lagret.deadline.WorkingDays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can wait, waits until people are at work. */
class OfficeHoursTest {

  private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  private final OfficeHours hours =
      new OfficeHours(
          LocalTime.of(8, 0),
          LocalTime.of(16, 0),
          new WorkingDays(Set.of(MonthDay.of(12, 24), MonthDay.of(12, 31))));

  private static Instant norway(String time) {
    return LocalDateTime.parse(time).atZone(NORWAY).toInstant();
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource({
    "at work,                 2026-11-23T09:15, 2026-11-23T09:15",
    "in the morning,          2026-11-23T05:00, 2026-11-23T08:00",
    "the last moment,         2026-11-23T15:59, 2026-11-23T15:59",
    "in the evening,          2026-11-23T16:00, 2026-11-24T08:00",
    "on a Friday evening,     2026-11-27T18:00, 2026-11-30T08:00",
    "on a Sunday,             2026-11-29T12:00, 2026-11-30T08:00",
    "before Christmas,        2026-12-23T16:30, 2026-12-28T08:00",
    "before Easter,           2026-04-01T17:00, 2026-04-07T08:00",
    "summer time began,       2026-03-27T17:00, 2026-03-30T08:00",
    "summer time ended,       2026-10-23T17:00, 2026-10-26T08:00",
  })
  void waitForTheNextWorkingDay(String when, String noted, String due) {
    assertThat(hours.notBefore(norway(noted))).isEqualTo(norway(due));
  }
}
