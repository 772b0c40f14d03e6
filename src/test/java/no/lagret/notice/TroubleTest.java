package no.lagret.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import no.lagret.alert.Severity;
import no.lagret.testing.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class TroubleTest {

  @TempDir Path folder;
  private JdbcClient jdbc;

  @BeforeEach
  void open() {
    DriverManagerDataSource database =
        new DriverManagerDataSource(PostgresServer.orElse("jdbc:sqlite:" + folder.resolve("a.db")));
    Flyway.configure().dataSource(database).load().migrate();
    jdbc = JdbcClient.create(database);
    startedWith(NoticeChannel.MAIL, NoticeChannel.SYSLOG)
        .begins(NoticeChannel.MAIL, 3, "no route to it");
  }

  private Trouble startedWith(String... channels) {
    return new Trouble(
        alarms(),
        new NoticeTable(jdbc),
        Stream.of(channels)
            .map(
                name ->
                    new NoticeChannel(
                        name, "direct:x", Duration.ZERO, Severity.NOTICE, Severity.NOTICE))
            .toList(),
        InstantSource.system());
  }

  private Alarms alarms() {
    return new Alarms(jdbc, InstantSource.system(), List.of());
  }

  @Test
  void standsOverAStartUntilTheChannelWorksAgain() {
    Trouble trouble = startedWith(NoticeChannel.MAIL, NoticeChannel.SYSLOG);
    assertThat(trouble.anywhere()).isTrue();
    assertThat(alarms().standing()).extracting(Alarm::subject).containsExactly(NoticeChannel.MAIL);

    trouble.ends(NoticeChannel.MAIL);
    assertThat(trouble.anywhere()).isFalse();
    assertThat(alarms().standing()).isEmpty();
  }

  @Test
  void endsAtAStartWithoutTheChannel() {
    Trouble trouble = startedWith(NoticeChannel.SYSLOG);
    assertThat(trouble.anywhere()).isFalse();
    assertThat(alarms().standing()).isEmpty();
  }
}
