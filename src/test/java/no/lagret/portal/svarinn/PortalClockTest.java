package no.lagret.portal.svarinn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.testing.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The portal's time is told to whole seconds, at some moment of a call that may be slow. */
class PortalClockTest {

  private static final String DATE = "Sun, 25 Oct 2026 01:00:00 GMT";
  private static final Instant THEIRS = Instant.parse("2026-10-25T01:00:00Z");

  @TempDir Path folder;
  private Alarms alarms;
  private PortalClock clock;

  @BeforeEach
  void open() {
    DriverManagerDataSource database =
        new DriverManagerDataSource(PostgresServer.orElse("jdbc:sqlite:" + folder.resolve("a.db")));
    Flyway.configure().dataSource(database).load().migrate();
    alarms = new Alarms(JdbcClient.create(database), InstantSource.system(), List.of());
    clock = new PortalClock("default", alarms);
  }

  @ParameterizedTest
  @CsvSource({"PT12S, 11 s ahead of", "PT-11S, 10 s behind", "PT3H, 10799 s ahead of"})
  void standsWhileTheClockIsOffByMoreThanTenSeconds(Duration off, String said) {
    comparesAt(off, Duration.ofMillis(50));
    comparesAt(off, Duration.ofMillis(50));
    assertThat(alarms.standing())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.condition()).isEqualTo(Condition.CLOCK);
              assertThat(alarm.text()).contains(said);
            });
    comparesAt(Duration.ofMillis(300), Duration.ofMillis(50));
    assertThat(alarms.standing()).isEmpty();
    assertThat(alarms.all(0, 10).items()).extracting(Alarm::endedAt).doesNotContainNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT9S", "PT-9S", "PT0S", "PT10.9S"})
  void saysNothingOfAClockThatMayBeRight(Duration off) {
    comparesAt(off, Duration.ofMillis(50));
    assertThat(alarms.standing()).isEmpty();
  }

  @Test
  void neitherBlamesNorClearsTheClockByASlowAnswer() {
    // Asked 30 s ago, answered by the portal at some time since.
    comparesAt(Duration.ofSeconds(-5), Duration.ofSeconds(30));
    assertThat(alarms.standing()).isEmpty();
    comparesAt(Duration.ofSeconds(12), Duration.ofMillis(50));
    comparesAt(Duration.ofSeconds(-5), Duration.ofSeconds(30));
    assertThat(alarms.standing()).hasSize(1);
  }

  @Test
  void goesByNoDateThatIsNone() {
    clock.compare(null, THEIRS.plusSeconds(60), THEIRS.plusSeconds(61));
    clock.compare("today", THEIRS.plusSeconds(60), THEIRS.plusSeconds(61));
    assertThat(alarms.standing()).isEmpty();
  }

  /** A call that began when our clock was so much ahead of the portal's, and lasted so long. */
  private void comparesAt(Duration off, Duration lasting) {
    Instant before = THEIRS.plus(off);
    clock.compare(DATE, before, before.plus(lasting));
  }
}
