package no.lagret.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import no.lagret.testing.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AlarmsTest {

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private JdbcClient jdbc;
  private Alarms alarms;

  @BeforeEach
  void open() {
    DriverManagerDataSource database =
        new DriverManagerDataSource(PostgresServer.orElse("jdbc:sqlite:" + folder.resolve("a.db")));
    Flyway.configure().dataSource(database).load().migrate();
    jdbc = JdbcClient.create(database);
    alarms = startAgain();
    log.start();
    ((Logger) LoggerFactory.getLogger(Alarms.class)).addAppender(log);
  }

  @AfterEach
  void close() {
    ((Logger) LoggerFactory.getLogger(Alarms.class)).detachAppender(log);
  }

  @Test
  void saysOnceThatAConditionBeginsAndOnceThatItEnds() {
    beginDown();
    beginDown();
    alarms.begin(Condition.CASE_SYSTEM_DOWN, "other", null, null, "Check the case system.");
    alarms.end(Condition.CASE_SYSTEM_DOWN, "default");
    alarms.end(Condition.CASE_SYSTEM_DOWN, "default");
    assertThat(log.list)
        .extracting(e -> e.getLevel() + " " + e.getFormattedMessage())
        .containsExactly(
            "WARN Alarm CASE_SYSTEM_DOWN begins for default: Check the case system.",
            "WARN Alarm CASE_SYSTEM_DOWN begins for other: Check the case system.",
            "INFO Alarm CASE_SYSTEM_DOWN ended for default");
    assertThat(told).containsExactly("began default", "began other", "ended default");
    assertThat(alarms.standing()).extracting(Alarm::subject).containsExactly("other");
    assertThat(alarms.all(0, 1).total()).isEqualTo(2);
    assertThat(alarms.all(1, 1).items()).hasSize(1);
  }

  @Test
  void standsOverARestart() {
    beginDown();
    alarms = startAgain();
    beginDown();
    assertThat(log.list).hasSize(1);
    assertThat(alarms.standing()).hasSize(1);
    alarms.end(Condition.CASE_SYSTEM_DOWN, "default");
    assertThat(alarms.standing()).isEmpty();
  }

  @Test
  void beginsAgainAfterItEnded() {
    beginDown();
    alarms.end(Condition.CASE_SYSTEM_DOWN, "default");
    now = now.plusSeconds(60);
    beginDown();
    assertThat(alarms.standing()).extracting(Alarm::since).containsExactly(now);
    assertThat(alarms.all(0, 10).total()).isEqualTo(2);
  }

  @Test
  void notesWhoHasSeenItFirst() {
    beginDown();
    String id = alarms.standing().get(0).id();
    assertThat(alarms.acknowledge(id, "kari")).isTrue();
    assertThat(alarms.acknowledge(id, "ola")).isTrue();
    assertThat(alarms.standing().get(0).acknowledgedBy()).isEqualTo("kari");
    assertThat(alarms.acknowledge("unknown", "kari")).isFalse();
  }

  @Test
  void speaksUpWithoutADatabaseAndWritesWhenItIsBack() {
    jdbc.sql("alter table alarm rename to away").update();
    assertThatCode(this::beginDown).doesNotThrowAnyException();
    assertThatCode(this::beginDown).doesNotThrowAnyException();
    assertThat(log.list).hasSize(1);
    Instant began = now;
    now = now.plusSeconds(60);
    jdbc.sql("alter table away rename to alarm").update();
    beginDown();
    assertThat(log.list).hasSize(1);
    assertThat(alarms.standing()).extracting(Alarm::since).containsExactly(began);
    alarms.end(Condition.CASE_SYSTEM_DOWN, "default");
    assertThat(log.list).hasSize(2);
  }

  @Test
  void endsWhatIsAboutNothingThatIsSetAnyMore() {
    beginDown();
    alarms.begin(Condition.CASE_SYSTEM_DOWN, "former", "former", null, "Run.");
    alarms.begin(Condition.CASE_SYSTEM_SETTINGS, "former", "former", null, "Run.");

    startAgain().endOthers(Condition.CASE_SYSTEM_DOWN, List.of("default"));

    assertThat(startAgain().standing())
        .extracting(Alarm::condition, Alarm::subject)
        .containsExactlyInAnyOrder(
            tuple(Condition.CASE_SYSTEM_DOWN, "default"),
            tuple(Condition.CASE_SYSTEM_SETTINGS, "former"));
  }

  @Test
  void asksNoDatabaseOfOneThatStandsOrOfOneThatDoesNot() {
    beginDown();
    jdbc.sql("alter table alarm rename to away").update();
    beginDown();
    alarms.end(Condition.DISK, "data");
    assertThat(alarms.unwritten()).isEmpty();
    assertThat(alarms.standing()).hasSize(1);
  }

  @Test
  void comesToMatterMoreAndMustBeSeenAgain() {
    beginDown();
    alarms.acknowledge(alarms.standing().get(0).id(), "kari");
    alarms.begin(Condition.CASE_SYSTEM_DOWN, Severity.CRITICAL, "default", "default", null, "Run.");
    alarms.begin(Condition.CASE_SYSTEM_DOWN, Severity.NOTICE, "default", "default", null, "Rest.");
    for (Alarms known : List.of(alarms, startAgain())) {
      assertThat(known.standing())
          .singleElement()
          .satisfies(
              alarm -> {
                assertThat(alarm.severity()).isEqualTo(Severity.CRITICAL);
                assertThat(alarm.text()).isEqualTo("Run.");
                assertThat(alarm.acknowledgedBy()).isNull();
                assertThat(alarm.since()).isEqualTo(now);
              });
    }
    assertThat(told)
        .containsExactly("began default", "seen default by kari", "raised default to CRITICAL");
  }

  @Test
  void writesAnEndThatTheDatabaseCouldNotTake() {
    beginDown();
    jdbc.sql("alter table alarm rename to away").update();
    alarms.end(Condition.CASE_SYSTEM_DOWN, "default");
    assertThat(alarms.standing()).hasSize(1);
    jdbc.sql("alter table away rename to alarm").update();
    alarms.catchUp();
    assertThat(alarms.standing()).isEmpty();
    assertThat(startAgain().standing()).isEmpty();
    assertThat(told).containsExactly("began default", "ended default");
  }

  @Test
  void goesOnWhenAListenerFails() {
    Alarms withBroken =
        new Alarms(
            jdbc,
            () -> now,
            List.of(
                new AlarmListener() {
                  @Override
                  public void began(Alarm alarm) {
                    throw new IllegalStateException("mail server is down");
                  }

                  @Override
                  public void raised(Alarm alarm) {}

                  @Override
                  public void acknowledged(Alarm alarm) {}

                  @Override
                  public void ended(Alarm alarm) {}
                }));
    assertThatCode(() -> withBroken.begin(Condition.DISK, "data", null, null, "Make room."))
        .doesNotThrowAnyException();
    assertThat(withBroken.standing()).hasSize(1);
  }

  private void beginDown() {
    alarms.begin(Condition.CASE_SYSTEM_DOWN, "default", "default", null, "Check the case system.");
  }

  private Alarms startAgain() {
    return new Alarms(
        jdbc,
        () -> now,
        List.of(
            new AlarmListener() {
              @Override
              public void began(Alarm alarm) {
                told.add("began " + alarm.subject());
              }

              @Override
              public void raised(Alarm alarm) {
                told.add("raised " + alarm.subject() + " to " + alarm.severity());
              }

              @Override
              public void acknowledged(Alarm alarm) {
                told.add("seen " + alarm.subject() + " by " + alarm.acknowledgedBy());
              }

              @Override
              public void ended(Alarm alarm) {
                told.add("ended " + alarm.subject());
              }
            }));
  }
}
