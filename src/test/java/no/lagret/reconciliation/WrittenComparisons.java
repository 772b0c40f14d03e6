package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import no.lagret.reconciliation.SideState.Side;
import no.lagret.reconciliation.SideState.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Comparisons and differences as they lie in the database, for tests of those who read them. */
public final class WrittenComparisons {

  private final RunTable runs;
  private final DifferenceTable differences;

  public WrittenComparisons(DataSource database) {
    runs = new RunTable(JdbcClient.create(database));
    differences = new DifferenceTable(new JdbcTemplate(database));
  }

  /** One that was made on all sides. */
  public void made(Instant at, Instant from, Instant to, String... recipients) {
    made(at, from, to, 0, true, recipients);
  }

  /**
   * @param notKnown of how many reports a side could not tell
   * @param caseSystem whether the case system answered
   */
  public void made(
      Instant at,
      Instant from,
      Instant to,
      long notKnown,
      boolean caseSystem,
      String... recipients) {
    made(
        at,
        from,
        to,
        recipient ->
            new ReconciliationResult(
                recipient,
                7,
                notKnown,
                0,
                List.of(
                    SideState.known(recipient, Side.PORTAL, Source.LIST, 7, null),
                    SideState.known(recipient, Side.LEDGER, Source.LIST, 7, null),
                    caseSystem
                        ? SideState.known(recipient, Side.CASE_SYSTEM, Source.LIST, 7, null)
                        : SideState.notKnown(
                            recipient, Side.CASE_SYSTEM, Source.LIST, "It did not answer."))),
        recipients);
  }

  /** One to which the portal told no list, and a log of that part of the period. */
  public void madeByLog(
      Instant at, Instant from, Instant to, Instant first, Instant last, String recipient) {
    Period covers = first.isBefore(last) ? new Period(first, last) : null;
    made(
        at,
        from,
        to,
        name ->
            new ReconciliationResult(
                name,
                7,
                0,
                0,
                List.of(
                    SideState.notGiven(name, Side.PORTAL, Source.LIST),
                    SideState.known(name, Side.PORTAL, Source.LOG, 7, null).covering(covers),
                    SideState.known(name, Side.CASE_SYSTEM, Source.LIST, 7, null))),
        recipient);
  }

  /** One of that recipient's reports alone, as that user ordered it. */
  public void ordered(String recipient, String user, Instant at) {
    Period period = new Period(at.minus(Duration.ofDays(1)), at);
    runs.add(
        new Reconciliation(
            UUID.randomUUID().toString(),
            at,
            user,
            null,
            recipient,
            period,
            false,
            Reconciliation.State.DONE,
            at));
  }

  private void made(
      Instant at,
      Instant from,
      Instant to,
      Function<String, ReconciliationResult> result,
      String... recipients) {
    String id = UUID.randomUUID().toString();
    runs.add(
        new Reconciliation(
            id,
            at,
            null,
            null,
            null,
            new Period(from, to),
            false,
            Reconciliation.State.RUNNING,
            null));
    for (String recipient : recipients) {
      runs.addResult(id, result.apply(recipient));
    }
    runs.end(id, Reconciliation.State.DONE, at);
  }

  /** A difference that was found then. */
  public void found(
      String recipient, DifferenceKind kind, @Nullable String reportId, Instant at, Instant since) {
    String subject = reportId == null ? "PORTAL " + at : reportId;
    differences.add(
        recipient,
        List.of(new DifferenceTable.New(new Found(kind, subject, reportId, null, at, 1), null)),
        since);
  }

  /** All that stand of a report were seen well by a later comparison. */
  public void seenWell(String recipient, String reportId, Instant at) {
    differences.seenWell(of(recipient, reportId), at);
  }

  /** A person settled all that stand of a report. */
  public void settled(String recipient, String reportId, String user, Instant at) {
    of(recipient, reportId).forEach(each -> differences.settle(each.id(), user, null, at));
  }

  private List<Difference> of(String recipient, String reportId) {
    return differences.standing(recipient).stream()
        .filter(each -> reportId.equals(each.reportId()))
        .toList();
  }
}
