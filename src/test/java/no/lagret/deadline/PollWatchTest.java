package no.lagret.deadline;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.pulse.RepeatedCheck;
import no.lagret.pulse.Subject;
import no.lagret.report.Moment;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PollWatchTest {

  private static final Duration OFTEN = Duration.ofMillis(100);

  @Test
  @BeginsAndEnds(Condition.NOT_POLLED)
  void tellsOfAPollThatHangsUntilTheNextThatGoesWell(@TempDir Path folder) {
    DriverManagerDataSource database =
        new DriverManagerDataSource(PostgresServer.orElse("jdbc:sqlite:" + folder.resolve("a.db")));
    Flyway.configure().dataSource(database).load().migrate();
    Alarms alarms = new Alarms(JdbcClient.create(database), InstantSource.system(), List.of());
    CountDownLatch answer = new CountDownLatch(1);
    try (RepeatedCheck poll =
            new RepeatedCheck(
                Subject.PORTAL,
                OFTEN,
                OFTEN,
                InstantSource.system(),
                () -> {
                  answer.await();
                  return true;
                });
        PollWatch watch =
            new PollWatch(
                Map.of("default", List.of(poll)), Moment.now(InstantSource.system()), alarms)) {
      await("alarm")
          .atMost(LONG_ENOUGH)
          .untilAsserted(
              () ->
                  assertThat(alarms.standing())
                      .extracting(Alarm::condition)
                      .containsExactly(Condition.NOT_POLLED));
      answer.countDown();
      await("end of it").atMost(LONG_ENOUGH).until(() -> alarms.standing().isEmpty());
    }
  }
}
