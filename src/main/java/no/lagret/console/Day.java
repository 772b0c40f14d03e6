package no.lagret.console;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.lagret.ledger.HourFigures;

/**
 * What happened on a day in Norway.
 *
 * @param date the day
 * @param counts how many of each
 */
record Day(LocalDate date, Map<HourFigures.What, Long> counts) {

  static final int SHOWN = 30;

  public long received() {
    return counts.getOrDefault(HourFigures.What.RECEIVED, 0L);
  }

  public long stored() {
    return counts.getOrDefault(HourFigures.What.STORED, 0L);
  }

  public long confirmed() {
    return counts.getOrDefault(HourFigures.What.CONFIRMED, 0L);
  }

  /** The last days up to today, oldest first, those without any report too. */
  static List<Day> last(LocalDate today, List<HourFigures> hours) {
    Map<LocalDate, Map<HourFigures.What, Long>> days = new TreeMap<>();
    for (int i = 0; i < SHOWN; i++) {
      days.put(today.minusDays(i), new EnumMap<>(HourFigures.What.class));
    }
    for (HourFigures figures : hours) {
      Map<HourFigures.What, Long> day = days.get(figures.hour().atZone(Times.NORWAY).toLocalDate());
      if (day != null) {
        day.merge(figures.what(), figures.count(), Long::sum);
      }
    }
    List<Day> all = new ArrayList<>();
    days.forEach((date, counts) -> all.add(new Day(date, counts)));
    return all;
  }
}
