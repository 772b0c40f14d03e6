package no.lagret.reconciliation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import no.lagret.alert.Alarms;
import no.lagret.deadletter.Words;
import no.lagret.delivery.KeptCopies;
import no.lagret.ledger.Ledger;
import no.lagret.pulse.DailyTime;
import no.lagret.recipient.Recipients;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Comparisons that are ordered and shown, and never made: for tests of those who show them. */
public final class Ordered {

  private final RunTable runs;
  private final DifferenceTable differences;
  private final Reconciliations reconciliations;
  private int day;

  public Ordered(DataSource database, Recipients recipients, InstantSource clock) {
    runs = new RunTable(JdbcClient.create(database));
    differences = new DifferenceTable(new JdbcTemplate(database));
    ReconciliationRunner never =
        new ReconciliationRunner(
            runs,
            null,
            null,
            recipients,
            new LogFolder(null, null, null),
            new DailyTime(LocalTime.NOON),
            Duration.ofDays(1),
            clock);
    reconciliations =
        new Reconciliations(
            runs,
            differences,
            never,
            new LookTable(JdbcClient.create(database)),
            recipients.each(name -> Duration.ofDays(30)),
            null,
            null,
            clock);
  }

  public Reconciliations reconciliations() {
    return reconciliations;
  }

  /** Their cases; nothing can be delivered again. */
  public DifferenceCases cases(DataSource database, Ledger ledger, Alarms alarms, Words words) {
    return new DifferenceCases(
        differences,
        new StepTable(JdbcClient.create(database)),
        new DifferenceAlarms(alarms),
        ledger,
        new KeptCopies(Path.of("nothing"), false, alarms),
        null,
        words,
        InstantSource.system());
  }

  /** As a comparison would have found it. */
  public void found(String recipient, DifferenceKind kind, String reportId, Instant askBy) {
    differences.add(
        recipient,
        List.of(
            new DifferenceTable.New(
                new Found(kind, reportId, reportId, null, Instant.now(), 1), askBy)),
        Instant.now());
  }

  /** A comparison that has ended. */
  public String ended(String recipient, long reports, String whyNotKnown) {
    return ended(
        recipient,
        reports,
        1,
        SideState.known(recipient, SideState.Side.PORTAL, SideState.Source.LIST, 0, null),
        SideState.notKnown(
            recipient, SideState.Side.CASE_SYSTEM, SideState.Source.LIST, whyNotKnown));
  }

  /** One that has ended, found nothing, and heard the portal only where it says so. */
  public void endedWell(String recipient, boolean portal) {
    SideState.Side side = SideState.Side.PORTAL;
    ended(
        recipient,
        7,
        0,
        portal
            ? SideState.known(recipient, side, SideState.Source.LIST, 0, null)
            : SideState.notGiven(recipient, side, SideState.Source.LIST),
        SideState.known(recipient, SideState.Side.CASE_SYSTEM, SideState.Source.LIST, 7, null));
  }

  private String ended(
      String recipient, long reports, long differences, SideState portal, SideState caseSystem) {
    String id = UUID.randomUUID().toString();
    Instant now = Instant.now();
    Period period = new Period(now.minus(Duration.ofDays(1)), now);
    runs.add(
        new Reconciliation(
            id,
            now,
            null,
            LocalDate.of(2000, 1, 1).plusDays(day++),
            null,
            period,
            false,
            Reconciliation.State.RUNNING,
            null));
    runs.addResult(
        id,
        new ReconciliationResult(
            recipient,
            reports,
            0,
            differences,
            List.of(
                SideState.known(
                    recipient, SideState.Side.LEDGER, SideState.Source.LIST, reports, null),
                portal,
                caseSystem)));
    runs.end(id, Reconciliation.State.DONE, now);
    return id;
  }
}
