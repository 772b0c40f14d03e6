package no.lagret.replay;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What was sent in these years, and at which report the case system was overloaded: the same for
 * the same seed, whoever carries it.
 *
 * @param days in order, without gaps
 */
record History(List<Day> days) {

  /** When the fault began to lose reports. */
  static final LocalDate BEGINNING = LocalDate.of(2020, 9, 1);

  /** From September 2020 to the end of April 2023: 32 months. */
  static final int ALL_DAYS = 972;

  /** How often the case system claimed a store and made none: 24 of some 8,000 in Bergen. */
  static final double OVERLOADED = 24.0 / 8_000;

  private static final double DAYS_OF_A_YEAR = 365.25;

  /** What one day brought, for all municipalities. */
  record Day(LocalDate date, List<Sent> sent) {}

  /**
   * A report that somebody sent.
   *
   * @param overloaded whether the case system says stored at its first put, and stores nothing
   */
  record Sent(
      LocalDate on,
      Municipality municipality,
      String dispatchId,
      String reportId,
      boolean overloaded) {}

  /**
   * @param overloaded the share of reports that meet an overloaded case system
   */
  static History of(long seed, int days, List<Municipality> municipalities, double overloaded) {
    Random random = new Random(seed);
    List<Day> all = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      LocalDate date = BEGINNING.plusDays(day);
      List<Sent> sent = new ArrayList<>();
      for (Municipality municipality : municipalities) {
        int reports = poisson(municipality.reportsPerYear() / DAYS_OF_A_YEAR, random);
        for (int i = 0; i < reports; i++) {
          sent.add(
              new Sent(
                  date, municipality, id(random), id(random), random.nextDouble() < overloaded));
        }
      }
      all.add(new Day(date, sent));
    }
    return new History(all);
  }

  List<Sent> sentTo(Municipality municipality) {
    return days.stream()
        .flatMap(day -> day.sent().stream())
        .filter(sent -> sent.municipality().equals(municipality))
        .toList();
  }

  /** Knuth's way: right for means as small as these. */
  private static int poisson(double mean, Random random) {
    double bound = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > bound; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  private static String id(Random random) {
    return UUID.nameUUIDFromBytes(
            ByteBuffer.allocate(Long.BYTES).putLong(random.nextLong()).array())
        .toString();
  }
}
