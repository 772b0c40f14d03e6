package no.lagret.reconciliation;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import org.jspecify.annotations.Nullable;

/** Comparisons of portal, ledger and case system: to order one, and to see what came of them. */
public final class Reconciliations {

  private final RunTable runs;
  private final DifferenceTable differences;
  private final ReconciliationRunner runner;
  private final InstantSource clock;

  Reconciliations(
      RunTable runs,
      DifferenceTable differences,
      ReconciliationRunner runner,
      InstantSource clock) {
    this.runs = runs;
    this.differences = differences;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * Orders one, durably; it is made as soon as those before it are.
   *
   * @param recipient whose reports alone; null for all recipients
   * @param user who orders it
   */
  public Reconciliation order(Period period, @Nullable String recipient, String user) {
    Reconciliation run =
        new Reconciliation(
            UUID.randomUUID().toString(),
            clock.instant(),
            user,
            null,
            recipient,
            period,
            false,
            Reconciliation.State.RUNNING,
            null);
    runner.order(run, Logs.NONE);
    return run;
  }

  /** One of them. */
  public Optional<Reconciliation> find(String id) {
    return runs.find(id);
  }

  /** All of them, newest first. */
  public Page<Reconciliation> all(PageRequest page) {
    return runs.page(page);
  }

  /** What one found so far, for each recipient. */
  public List<ReconciliationResult> results(String id) {
    return runs.results(id);
  }

  /** Differences: those that stand first, the oldest of them first. */
  public Page<Difference> differences(DifferenceFilter filter, PageRequest page) {
    return differences.page(filter, page);
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
}
