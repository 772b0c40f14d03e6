package no.lagret.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import no.lagret.deadline.WorkingDays;
import no.lagret.notice.Notice.Kind;
import no.lagret.testing.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people are told of, together and when. */
class NoticeWriterTest {

  private static final NoticeChannel MAIL =
      new NoticeChannel("mail", "x", Duration.ZERO, Severity.NOTICE, Severity.WARNING);
  private static final NoticeChannel LEADER =
      new NoticeChannel(
          "mail-escalation", "x", Duration.ofMinutes(30), Severity.WARNING, Severity.NOTICE);

  @TempDir Path folder;
  // A Monday, 09:00 in Norway.
  private Instant now = Instant.parse("2026-11-23T08:00:00Z");
  private boolean maintenance;
  private Alarms alarms;
  private NoticeTable notices;
  private NoticeWriter writer;

  @BeforeEach
  void open() {
    DriverManagerDataSource database =
        new DriverManagerDataSource(PostgresServer.orElse("jdbc:sqlite:" + folder.resolve("a.db")));
    Flyway.configure().dataSource(database).load().migrate();
    JdbcClient jdbc = JdbcClient.create(database);
    alarms = new Alarms(jdbc, () -> now, List.of());
    notices = new NoticeTable(jdbc);
    List<NoticeChannel> channels = List.of(MAIL, LEADER);
    writer =
        new NoticeWriter(
            new UntoldAlarms(jdbc),
            new TopicTable(jdbc),
            new Outbox(
                notices,
                channels,
                new OfficeHours(LocalTime.of(8, 0), LocalTime.of(16, 0), new WorkingDays(Set.of())),
                new Trouble(alarms, notices, channels, () -> now)),
            time -> maintenance,
            new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("lagret.alerts", NoticeSettings.class),
            new TransactionTemplate(new JdbcTransactionManager(database)));
  }

  private void fails(String id) {
    alarms.begin(Condition.FETCH_FAILED, id, "default", null, "It stays at the portal.");
  }

  /** What is due by then, all of which counts as sent. */
  private List<Notice> told(NoticeChannel channel) {
    List<Notice> told =
        notices.due(channel.name(), now, 100).stream().map(NoticeTable.Due::notice).toList();
    told.forEach(
        notice -> notices.settle(notice.id(), channel.name(), now, NoticeTable.Outcome.SENT));
    return told;
  }

  private List<Kind> kinds() {
    writer.write(now);
    return told(MAIL).stream().map(Notice::kind).toList();
  }

  private void passes(Duration time) {
    now = now.plus(time);
  }

  @Test
  void tellsOfThousandsAtOnceInOneNotice() {
    for (int i = 0; i < 300; i++) {
      fails("d" + i);
    }
    assertThat(kinds()).as("they are gathered first").isEmpty();
    passes(Duration.ofSeconds(11));
    writer.write(now);
    assertThat(told(MAIL))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.kind()).isEqualTo(Kind.BEGAN);
              assertThat(notice.count()).isEqualTo(300);
              assertThat(notice.subjects()).hasSize(Notice.NAMED);
            });
    alarms.end(Condition.FETCH_FAILED, "d0");
    assertThat(kinds()).as("others stand").isEmpty();
    for (int i = 1; i < 300; i++) {
      alarms.end(Condition.FETCH_FAILED, "d" + i);
    }
    assertThat(kinds()).containsExactly(Kind.ENDED);
    assertThat(kinds()).isEmpty();
  }

  @Test
  void tellsOfMoreNowAndThenAndOfWorseAtOnce() {
    fails("a");
    passes(Duration.ofSeconds(11));
    assertThat(kinds()).containsExactly(Kind.BEGAN);
    for (int i = 0; i < 60; i++) {
      fails("b" + i);
      passes(Duration.ofSeconds(10));
      assertThat(kinds()).isEmpty();
    }
    passes(Duration.ofMinutes(6));
    assertThat(kinds()).containsExactly(Kind.MORE);
    alarms.begin(Condition.FETCH_FAILED, Severity.CRITICAL, "a", "default", null, "It is urgent.");
    assertThat(kinds()).containsExactly(Kind.RAISED);
  }

  @Test
  void tellsOfWhatComesAndGoesOnlyNowAndThen() {
    int told = 0;
    for (int i = 0; i < 120; i++) {
      fails("a");
      alarms.end(Condition.FETCH_FAILED, "a");
      told += kinds().size();
      passes(Duration.ofSeconds(30));
    }
    assertThat(told).as("in an hour").isBetween(3, 5);
  }

  @Test
  void remindsAtGrowingIntervalsAndOfWhatSomebodyHasSeenOnceADay() {
    fails("a");
    passes(Duration.ofSeconds(11));
    assertThat(kinds()).containsExactly(Kind.BEGAN);
    for (int hours : new int[] {1, 4, 12, 24, 24}) {
      passes(Duration.ofHours(hours).minusSeconds(1));
      assertThat(kinds()).isEmpty();
      // As often as something is tried again.
      fails("a");
      assertThat(kinds()).isEmpty();
      passes(Duration.ofSeconds(1));
      assertThat(kinds()).as("after %d h", hours).containsExactly(Kind.REMINDER);
      assertThat(kinds()).isEmpty();
    }
    alarms.end(Condition.FETCH_FAILED, "a");
    assertThat(kinds()).containsExactly(Kind.ENDED);

    passes(Duration.ofHours(1));
    fails("a");
    passes(Duration.ofSeconds(11));
    assertThat(kinds()).containsExactly(Kind.BEGAN);
    alarms.acknowledge(alarms.standing().get(0).id(), "kari");
    passes(Duration.ofHours(23));
    assertThat(kinds()).isEmpty();
    passes(Duration.ofHours(1));
    assertThat(kinds()).containsExactly(Kind.REMINDER);
  }

  @Test
  void goesOnTellingWhenTheClockIsSetBack() {
    Instant before = now;
    passes(Duration.ofDays(2));
    fails("a");
    passes(Duration.ofSeconds(11));
    assertThat(kinds()).containsExactly(Kind.BEGAN);
    now = before;
    assertThat(kinds()).containsExactly(Kind.REMINDER);
    passes(Duration.ofMinutes(1));
    assertThat(kinds()).isEmpty();
    alarms.end(Condition.FETCH_FAILED, "a");
    assertThat(kinds()).containsExactly(Kind.ENDED);
  }

  @Test
  void doesNotLetCriticalOnesWait() {
    alarms.begin(Condition.MISSING, "a", "default", "r", "Ask KS.");
    assertThat(kinds()).containsExactly(Kind.BEGAN);
  }

  @Test
  void tellsOfAnOutageAfterMaintenanceOnlyWhereItStillStands() {
    maintenance = true;
    fails("a");
    alarms.begin(Condition.LATE, Severity.WARNING, "a", "default", "r", "It waits.");
    passes(Duration.ofMinutes(1));
    writer.write(now);
    assertThat(told(MAIL)).extracting(Notice::condition).containsExactly(Condition.LATE);
    alarms.end(Condition.FETCH_FAILED, "a");
    alarms.begin(Condition.PORTAL_DOWN, "default", "default", null, "It is asked again.");
    writer.write(now);
    maintenance = false;
    passes(Duration.ofMinutes(1));
    writer.write(now);
    assertThat(told(MAIL)).extracting(Notice::condition).containsExactly(Condition.PORTAL_DOWN);
  }

  @Test
  void keepsWhatCanWaitForOfficeHoursAndEscalatesWhatNobodyTakesBack() {
    now = Instant.parse("2026-11-27T18:00:00Z");
    alarms.begin(Condition.DISK_SLOW, "disk", null, null, "Find out.");
    fails("a");
    passes(Duration.ofSeconds(11));
    writer.write(now);
    assertThat(told(MAIL)).extracting(Notice::condition).containsExactly(Condition.FETCH_FAILED);
    assertThat(told(LEADER)).isEmpty();
    passes(Duration.ofMinutes(30));
    assertThat(told(LEADER))
        .extracting(Notice::condition)
        .as("a warning, and no mere notice")
        .containsExactly(Condition.FETCH_FAILED);
    now = Instant.parse("2026-11-30T06:59:59Z");
    assertThat(told(MAIL)).isEmpty();
    passes(Duration.ofSeconds(1));
    assertThat(told(MAIL)).extracting(Notice::condition).containsExactly(Condition.DISK_SLOW);
  }

  @Test
  void takesBackAnEscalationThatIsNotNeededAnyMore() {
    fails("a");
    passes(Duration.ofSeconds(11));
    assertThat(kinds()).containsExactly(Kind.BEGAN);
    alarms.end(Condition.FETCH_FAILED, "a");
    assertThat(kinds()).containsExactly(Kind.ENDED);
    passes(Duration.ofHours(1));
    assertThat(told(LEADER)).isEmpty();
  }
}
