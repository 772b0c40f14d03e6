package no.lagret.figures;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.lagret.ledger.HourFigures;
import no.lagret.ledger.HourFigures.What;

/**
 * What happened on a day in Norway, or in a month.
 *
 * @param date the day, or the first of the month
 * @param counts how many of each
 */
public record Day(LocalDate date, Map<What, Long> counts) {

  /** Beyond this a picture of days is read by nobody. */
  private static final int MOST_DAYS = 92;

  public long received() {
    return count(What.RECEIVED);
  }

  /** Proved or, by hand, on the word of persons. */
  public long stored() {
    return count(What.STORED) + count(What.BY_HAND);
  }

  public long confirmed() {
    return count(What.CONFIRMED);
  }

  private long count(What what) {
    return counts.getOrDefault(what, 0L);
  }

  /** Whether so many days are shown month by month. */
  public static boolean inMonths(Days days) {
    return days.length() > MOST_DAYS;
  }

  /**
   * Each day, oldest first, those without any report too; each month where that would be too many.
   */
  public static List<Day> each(Days days, List<HourFigures> hours) {
    boolean months = inMonths(days);
    Map<LocalDate, Map<What, Long>> found = new TreeMap<>();
    for (LocalDate date = days.from(); !date.isAfter(days.to()); date = date.plusDays(1)) {
      found.computeIfAbsent(place(date, months), d -> new EnumMap<>(What.class));
    }
    for (HourFigures figures : hours) {
      LocalDate date = figures.hour().atZone(Days.NORWAY).toLocalDate();
      Map<What, Long> counts = found.get(place(date, months));
      if (counts != null) {
        counts.merge(figures.what(), figures.count(), Long::sum);
      }
    }
    List<Day> all = new ArrayList<>();
    found.forEach((date, counts) -> all.add(new Day(date, counts)));
    return all;
  }

  private static LocalDate place(LocalDate date, boolean months) {
    return months ? date.withDayOfMonth(1) : date;
  }

  /** The highest of them all, by which a picture is scaled. */
  public static long most(List<Day> days) {
    return days.stream()
        .mapToLong(d -> Math.max(d.received(), Math.max(d.stored(), d.confirmed())))
        .max()
        .orElse(0);
  }
}
