package no.lagret.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.reconciliation.Reconciliation;
import no.lagret.reconciliation.ReconciliationResult;
import no.lagret.reconciliation.Reconciliations;
import no.lagret.reconciliation.SideState.Side;
import org.jspecify.annotations.Nullable;

/**
 * All comparisons that were ever made, and for which time they can tell that nothing is missing.
 */
final class Comparisons {

  private final Reconciliations reconciliations;
  private final Duration grace;
  private final List<Reconciliation> byFrom = new ArrayList<>();
  private final Map<String, List<ReconciliationResult>> results = new HashMap<>();

  /**
   * @param grace how long before it was made a comparison could miss nothing yet
   */
  Comparisons(Reconciliations reconciliations, Duration grace) {
    this.reconciliations = reconciliations;
    this.grace = grace;
    Page<Reconciliation> page;
    int number = 0;
    do {
      page = reconciliations.all(new PageRequest(number++, PageRequest.MAX_SIZE));
      byFrom.addAll(page.items());
    } while (page.items().size() == PageRequest.MAX_SIZE);
    byFrom.removeIf(run -> run.state() != Reconciliation.State.DONE);
    byFrom.sort(Comparator.comparing(run -> run.period().from()));
  }

  /** Whether every moment in between was compared, on all sides, with nothing left unknown. */
  boolean cover(String recipient, Instant from, Instant to) {
    Instant open = to;
    while (open.isAfter(from)) {
      Instant edge = open;
      Reconciliation back =
          byFrom.stream()
              .filter(run -> run.period().from().isBefore(edge) && !reach(run).isBefore(edge))
              .filter(run -> isWhole(run, recipient))
              .findFirst()
              .orElse(null);
      if (back == null) {
        return false;
      }
      open = back.period().from();
    }
    return from.isBefore(to);
  }

  /** Up to when anything was compared on all sides. */
  @Nullable Instant until(String recipient) {
    return byFrom.stream()
        .sorted(Comparator.comparing(this::reach).reversed())
        .filter(run -> isWhole(run, recipient))
        .findFirst()
        .map(this::reach)
        .orElse(null);
  }

  private Instant reach(Reconciliation run) {
    Instant told = run.askedAt().minus(grace);
    return told.isBefore(run.period().to()) ? told : run.period().to();
  }

  private boolean isWhole(Reconciliation run, String recipient) {
    return results.computeIfAbsent(run.id(), reconciliations::results).stream()
        .filter(result -> result.recipient().equals(recipient))
        .anyMatch(
            result ->
                result.isWhole()
                    && result.notKnown() == 0
                    && result.reports(Side.PORTAL) != null
                    && result.reports(Side.CASE_SYSTEM) != null);
  }
}
