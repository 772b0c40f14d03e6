package no.lagret.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import no.lagret.reconciliation.Reconciliation;
import no.lagret.reconciliation.ReconciliationResult;
import no.lagret.reconciliation.Reconciliations;
import no.lagret.reconciliation.SideState.Side;
import no.lagret.reconciliation.SideState.Source;
import org.jspecify.annotations.Nullable;

/**
 * The last daily comparison in a line; a count is null where nobody could tell it.
 *
 * @param at when it ended
 * @param old whether it is not the one of the last night
 * @param portal how many reports the portal's log speaks of
 * @param waiting how many the portal lists that it was not told of
 * @param ledger how many the ledger knows
 * @param caseSystem how many the case system holds
 * @param differences how many stood
 * @param whole whether every side told of every report, so that no difference means none at all
 */
record Reconciled(
    Instant at,
    boolean old,
    @Nullable Long portal,
    @Nullable Long waiting,
    @Nullable Long ledger,
    @Nullable Long caseSystem,
    long differences,
    boolean whole) {

  private static final Duration A_NIGHT = Duration.ofHours(26);

  /** Of these recipients; null where there was none yet. */
  static @Nullable Reconciled last(
      Reconciliations reconciliations, List<String> recipients, Instant now) {
    Reconciliation run = reconciliations.lastDaily().orElse(null);
    if (run == null || run.endedAt() == null) {
      return null;
    }
    List<ReconciliationResult> results =
        reconciliations.results(run.id()).stream()
            .filter(result -> recipients.contains(result.recipient()))
            .toList();
    return results.isEmpty()
        ? null
        : new Reconciled(
            run.endedAt(),
            run.endedAt().plus(A_NIGHT).isBefore(now),
            sum(results, result -> result.reports(Side.PORTAL, Source.LOG)),
            sum(results, result -> result.reports(Side.PORTAL, Source.LIST)),
            sum(results, result -> result.reports(Side.LEDGER, Source.LIST)),
            sum(results, result -> result.reports(Side.CASE_SYSTEM)),
            results.stream().mapToLong(ReconciliationResult::differences).sum(),
            results.stream().allMatch(Reconciled::isWhole));
  }

  private static boolean isWhole(ReconciliationResult result) {
    return result.isWhole()
        && result.notKnown() == 0
        && result.reports(Side.PORTAL) != null
        && result.reports(Side.CASE_SYSTEM) != null;
  }

  private static @Nullable Long sum(
      List<ReconciliationResult> results, Function<ReconciliationResult, @Nullable Long> count) {
    List<@Nullable Long> counts = results.stream().map(count).toList();
    return counts.stream().anyMatch(Objects::isNull)
        ? null
        : counts.stream().mapToLong(Objects::requireNonNull).sum();
  }
}
