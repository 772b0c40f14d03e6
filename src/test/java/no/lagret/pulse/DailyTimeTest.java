package no.lagret.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Once a day by the clock on the wall, also in the nights in which that clock is changed. */
class DailyTimeTest {

  @ParameterizedTest
  @CsvSource({
    // An ordinary night.
    "03:00, 2026-11-24T01:59:59Z, 2026-11-23",
    "03:00, 2026-11-24T02:00:00Z, 2026-11-24",
    "03:00, 2026-11-24T22:59:59Z, 2026-11-24",
    // 02:30 does not come: half past three.
    "02:30, 2026-03-29T01:29:59Z, 2026-03-28",
    "02:30, 2026-03-29T01:30:00Z, 2026-03-29",
    // 02:30 comes twice: the first time, and not again.
    "02:30, 2026-10-25T00:29:59Z, 2026-10-24",
    "02:30, 2026-10-25T00:30:00Z, 2026-10-25",
    "02:30, 2026-10-25T01:30:00Z, 2026-10-25",
    // Midnight is the day that begins.
    "00:00, 2026-11-23T23:00:00Z, 2026-11-24",
  })
  void isDueOnceADay(LocalTime at, Instant now, LocalDate day) {
    assertThat(new DailyTime(at).due(now)).isEqualTo(day);
  }
}
