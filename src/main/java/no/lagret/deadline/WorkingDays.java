package no.lagret.deadline;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Norwegian working days: Monday to Friday, no public holiday, no day that is closed anyway. */
public final class WorkingDays {

  private final Set<MonthDay> closed;

  /** The clocks of a backlog ask for the same days again and again. */
  private final Map<LocalDate, Boolean> holiday = new ConcurrentHashMap<>();

  /** It takes a moment to read, and the first report need not wait for it. */
  private volatile @Nullable HolidayManager holidays;

  /**
   * @param closed days of every year that are no holidays and no working days
   */
  public WorkingDays(Set<MonthDay> closed) {
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

  private HolidayManager holidays() {
    HolidayManager known = holidays;
    if (known == null) {
      known = calendar();
      holidays = known;
    }
    return known;
  }

  /** Whether it is one. */
  public boolean contain(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !closed.contains(MonthDay.from(day))
        && !holiday.computeIfAbsent(day, holidays()::isHoliday);
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

  /** The first one after that day. */
  public LocalDate next(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (!contain(next)) {
      next = next.plusDays(1);
    }
    return next;
  }
}
