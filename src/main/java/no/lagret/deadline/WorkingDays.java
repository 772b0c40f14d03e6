package no.lagret.deadline;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.util.Set;

/** Norwegian working days: Monday to Friday, no public holiday, no day that is closed anyway. */
final class WorkingDays {

  private final HolidayManager holidays = calendar();
  private final Set<MonthDay> closed;

  WorkingDays(Set<MonthDay> closed) {
    this.closed = closed;
  }

  /**
   * Jollyday looks for its parts in what the calling thread knows; a thread of Java's own pool
   * knows nothing of what lies within the packaged jar.
   */
  private static HolidayManager calendar() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(WorkingDays.class.getClassLoader());
    try {
      return HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.NORWAY));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  boolean contain(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !closed.contains(MonthDay.from(day))
        && !holidays.isHoliday(day);
  }

  /**
   * The same time of day so many working days later. What begins on a day that is none begins with
   * the next one.
   */
  ZonedDateTime after(ZonedDateTime begin, int days) {
    ZonedDateTime time = begin;
    if (!contain(time.toLocalDate())) {
      time = next(time.toLocalDate()).atStartOfDay(time.getZone());
    }
    LocalDate day = time.toLocalDate();
    for (int i = 0; i < days; i++) {
      day = next(day);
    }
    return time.with(day);
  }

  private LocalDate next(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (!contain(next)) {
      next = next.plusDays(1);
    }
    return next;
  }
}
