package no.lagret.reconciliation;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import javax.sql.DataSource;
import no.lagret.recipient.Recipients;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Comparisons that are ordered and shown, and never made: for tests of those who show them. */
public final class Ordered {

  private final RunTable runs;
  private final DifferenceTable differences;
  private final Reconciliations reconciliations;

  public Ordered(DataSource database, Recipients recipients, InstantSource clock) {
    runs = new RunTable(JdbcClient.create(database));
    differences = new DifferenceTable(new JdbcTemplate(database));
    ReconciliationRunner never =
        new ReconciliationRunner(
            runs, null, null, recipients, new DailyTime(LocalTime.NOON), Duration.ofDays(1), clock);
    reconciliations = new Reconciliations(runs, differences, never, clock);
  }

  public Reconciliations reconciliations() {
    return reconciliations;
  }
}
