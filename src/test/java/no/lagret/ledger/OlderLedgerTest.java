package no.lagret.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A ledger that was written before the evidence had a column. */
class OlderLedgerTest {

  @TempDir Path folder;

  @Test
  void learnsOnWhatEvidenceEachDispatchWasStored() {
    try (HikariDataSource database =
        LedgerDatabase.open(LedgerDatabase.urlIn(folder), folder, Duration.ofSeconds(5))) {
      Flyway.configure().dataSource(database).target("3").load().migrate();
      JdbcClient jdbc = JdbcClient.create(database);
      for (String dispatch : List.of("stored", "queued")) {
        jdbc.sql(
                """
                insert into dispatch (recipient, channel, dispatch_id, report_id, generation, step,
                  rank, state, received_at, sealed_sha256, sealed_size, attempts, last_event_at,
                  last_event_id, journal_reference)
                values ('default', 'SVARINN', :id, 'r', 1, 2, 70, 'STORED', 't', 'x', 1, 0, 't',
                  'e', :journal)""")
            .param("id", dispatch)
            .param("journal", dispatch.equals("stored") ? "J-1" : null)
            .update();
      }

      Flyway.configure().dataSource(database).load().migrate();

      assertThat(
              jdbc.sql("select dispatch_id from dispatch where proof_kind = 'STORED'")
                  .query(String.class)
                  .list())
          .containsExactly("stored");
    }
  }
}
