package no.lagret.reconciliation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.recipient.PerRecipient;
import org.jspecify.annotations.Nullable;

/** Comparisons of portal, ledger and case system: to order one, and to see what came of them. */
public final class Reconciliations {

  private final RunTable runs;
  private final DifferenceTable differences;
  private final ReconciliationRunner runner;
  private final LookTable looks;
  private final PerRecipient<Duration> retention;
  private final @Nullable LogReader portal;
  private final @Nullable LogReader caseSystem;
  private final InstantSource clock;

  Reconciliations(
      RunTable runs,
      DifferenceTable differences,
      ReconciliationRunner runner,
      LookTable looks,
      PerRecipient<Duration> retention,
      @Nullable LogReader portal,
      @Nullable LogReader caseSystem,
      InstantSource clock) {
    this.runs = runs;
    this.differences = differences;
    this.runner = runner;
    this.looks = looks;
    this.retention = retention;
    this.portal = portal;
    this.caseSystem = caseSystem;
    this.clock = clock;
  }

  /**
   * Orders one, durably; it is made as soon as those before it are.
   *
   * @param recipient whose reports alone; null for all recipients
   * @param user who orders it
   */
  public Reconciliation order(Period period, @Nullable String recipient, String user) {
    return order(period, recipient, user, null);
  }

  /**
   * The same with logs, which are read here and now, in memory, and not kept.
   *
   * @param recipient whose reports they speak of
   * @param portalLog bytes of the portal's log; null where there is none
   * @param caseSystemLog bytes of the case system's log; null where there is none
   * @throws UnusableLog when one of them cannot be read whole
   */
  public Reconciliation order(
      Period period,
      String recipient,
      String user,
      byte @Nullable [] portalLog,
      byte @Nullable [] caseSystemLog) {
    Logs logs =
        new Logs(
            read("The portal's log", "portal-log", portal, portalLog),
            read("The case system's log", "case-system-log", caseSystem, caseSystemLog));
    return order(period, recipient, user, logs);
  }

  private static Logs.@Nullable Log read(
      String called, String setting, @Nullable LogReader reader, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    if (reader == null) {
      throw new UnusableLog(
          called + ": set lagret.reconciliation." + setting + ", which says how it is read.");
    }
    Logs.Log log = reader.read(called, bytes);
    if (log.why() != null) {
      throw new UnusableLog(log.why());
    }
    return log;
  }

  private Reconciliation order(
      Period period, @Nullable String recipient, String user, @Nullable Logs logs) {
    Reconciliation run =
        new Reconciliation(
            UUID.randomUUID().toString(),
            clock.instant(),
            user,
            null,
            recipient,
            period,
            logs != null,
            Reconciliation.State.RUNNING,
            null);
    runner.order(run, logs);
    return run;
  }

  /** One of them. */
  public Optional<Reconciliation> find(String id) {
    return runs.find(id);
  }

  /**
   * Newest first.
   *
   * @param recipients configured names of those whose comparisons are asked for, beside those over
   *     all; null for any
   */
  public Page<Reconciliation> all(@Nullable Set<String> recipients, PageRequest page) {
    return runs.page(recipients, page);
  }

  /** What one found so far, for each recipient. */
  public List<ReconciliationResult> results(String id) {
    return runs.results(id);
  }

  /** Differences: those that stand first, the oldest of them first. */
  public Page<Difference> differences(DifferenceFilter filter, PageRequest page) {
    return differences.page(filter, page);
  }

  /** The last one that went over all recipients by itself, and has ended. */
  public Optional<Reconciliation> lastDaily() {
    return runs.lastDaily();
  }

  /** One of them. */
  public Optional<Difference> difference(String id) {
    return differences.find(id);
  }

  /**
   * How many stand of each kind.
   *
   * @param recipients configured names; {@code null} for all
   */
  public Map<DifferenceKind, Long> standing(@Nullable Set<String> recipients) {
    return differences.counts(recipients);
  }

  /** How far the watch over the recipient's confirmed reports is. */
  public WatchFigures watch(String recipient) {
    return looks.figures(recipient, clock.instant().minus(retention.of(recipient)));
  }
}
