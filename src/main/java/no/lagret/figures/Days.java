package no.lagret.figures;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Days in Norway, the first and the last of them included. A day has 23 or 25 hours where the
 * clocks change.
 *
 * @param from the first
 * @param to the last
 * @throws IllegalArgumentException when the last is before the first
 */
public record Days(LocalDate from, LocalDate to) {

  /** Where the days are counted. */
  public static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  public Days {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("to must not be before from");
    }
  }

  /** So many days up to today. */
  public static Days last(int days, InstantSource clock) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), NORWAY);
    return new Days(today.minusDays(days - 1L), today);
  }

  /** At or after this. */
  public Instant begin() {
    return from.atStartOfDay(NORWAY).toInstant();
  }

  /** Before this. */
  public Instant end() {
    return to.plusDays(1).atStartOfDay(NORWAY).toInstant();
  }

  /** How many. */
  public long length() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }
}
