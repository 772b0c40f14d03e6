package no.lagret.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** When the portal prints what it was not told of. */
class PaperClockTest {

  private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");
  private static final List<String> CLOSED = List.of("12-24", "12-31");

  private final PaperClock clock = clock(2, CLOSED);

  /** Everything else as it is unless set otherwise. */
  private static DeadlineSettings settings(int paperAfter, List<String> closed) {
    Map<String, Object> given = new HashMap<>();
    given.put("lagret.deadlines.paper-after", paperAfter);
    for (int i = 0; i < closed.size(); i++) {
      given.put("lagret.deadlines.closed-days[" + i + "]", closed.get(i));
    }
    if (closed.isEmpty()) {
      given.put("lagret.deadlines.closed-days", "");
    }
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("lagret.deadlines", DeadlineSettings.class);
  }

  private static PaperClock clock(int workingDays, List<String> closed) {
    return new PaperClock(workingDays, new WorkingDays(settings(workingDays, closed).closed()));
  }

  private static Instant norway(String time) {
    return LocalDateTime.parse(time).atZone(NORWAY).toInstant();
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource({
    "midweek,                     2026-11-23T09:15, 2026-11-25T09:15",
    "over a weekend,              2026-11-27T14:00, 2026-12-01T14:00",
    "sent on a Saturday,          2026-11-28T14:00, 2026-12-02T00:00",
    "sent on a Sunday,            2026-11-29T23:59, 2026-12-02T00:00",
    "before Easter 2026,          2026-03-31T10:00, 2026-04-07T10:00",
    "on Maundy Thursday,          2026-04-02T10:00, 2026-04-09T00:00",
    "Easter 2027,                 2027-03-24T10:00, 2027-03-31T10:00",
    "1 May is a Friday,           2026-04-30T10:00, 2026-05-05T10:00",
    "17 May 2027 with Whitsun,    2027-05-14T10:00, 2027-05-19T10:00",
    "Ascension Day 2026,          2026-05-13T10:00, 2026-05-18T10:00",
    "Whit Monday 2026,            2026-05-22T10:00, 2026-05-27T10:00",
    "Christmas to New Year,       2026-12-23T12:00, 2026-12-29T12:00",
    "New Year,                    2026-12-30T12:00, 2027-01-05T12:00",
    "summer time begins,          2026-03-27T02:30, 2026-03-31T02:30",
    "summer time ends,            2026-10-23T02:30, 2026-10-27T02:30",
  })
  void runsTwoWorkingDays(String when, String sent, String paper) {
    assertThat(clock.paperAt(norway(sent))).isEqualTo(norway(paper));
  }

  @Test
  void runsForAsLongAsTheSettingSays() {
    PaperClock one = clock(1, List.of());

    assertThat(one.paperAt(norway("2026-12-23T12:00"))).isEqualTo(norway("2026-12-24T12:00"));
  }

  @Test
  void neverEndsOnADayOffNorEarlierForALaterReport() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    WorkingDays days = new WorkingDays(settings(2, CLOSED).closed());
    for (int i = 0; i < 500; i++) {
      Instant sent = norway("2025-01-01T00:00").plusSeconds(random.nextInt(4 * 365 * 86_400));
      Instant later = sent.plusSeconds(random.nextInt(5 * 86_400));

      Instant paper = clock.paperAt(sent);

      assertThat(days.contain(paper.atZone(NORWAY).toLocalDate())).as("seed %d", seed).isTrue();
      assertThat(Duration.between(sent, paper))
          .as("seed %d", seed)
          .isGreaterThan(Duration.ofHours(46));
      assertThat(clock.paperAt(later)).as("seed %d", seed).isAfterOrEqualTo(paper);
    }
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource({
    "the hour that is there twice (first),  2026-10-25T00:30:00Z, 2026-10-27T23:00:00Z",
    "the hour that is there twice (second), 2026-10-25T01:30:00Z, 2026-10-27T23:00:00Z",
    "an hour more until summer time ends,  2026-10-23T12:00:00Z, 2026-10-27T13:00:00Z",
    "an hour less when it begins,          2026-03-27T13:00:00Z, 2026-03-31T12:00:00Z",
    "Saturday in Norway (Friday in UTC), 2026-11-27T23:30:00Z, 2026-12-01T23:00:00Z",
  })
  void keepsNorwaysTimeOfDay(String when, Instant sent, Instant paper) {
    assertThat(clock.paperAt(sent)).isEqualTo(paper);
  }

  @Test
  void refusesSettingsThatSayNothing() {
    assertThatThrownBy(() -> settings(0, CLOSED))
        .rootCause()
        .hasMessageContaining("lagret.deadlines.paper-after");
    for (String day : List.of("24.12", "24-12", "12-32", "02-30", "")) {
      assertThatThrownBy(() -> settings(2, List.of(day)))
          .rootCause() // which is what the start says
          .hasMessageContaining("lagret.deadlines.closed-days")
          .hasMessageContaining("«" + day + "»");
    }
  }
}
