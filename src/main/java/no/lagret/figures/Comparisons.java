package no.lagret.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.reconciliation.Period;
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
      page = reconciliations.all(null, new PageRequest(number++, PageRequest.MAX_SIZE));
      byFrom.addAll(page.items());
    } while (page.items().size() == PageRequest.MAX_SIZE);
    byFrom.removeIf(run -> run.state() != Reconciliation.State.DONE);
    byFrom.sort(Comparator.comparing(run -> run.period().from()));
  }

  /** Whether every moment in between was compared, on all sides, with nothing left unknown. */
  boolean cover(String recipient, Instant from, Instant to) {
    Instant open = to;
    while (open.isAfter(from)) {
      Period back = furthestBack(recipient, open);
      if (back == null) {
        return false;
      }
      open = back.from();
    }
    return from.isBefore(to);
  }

  /** What was compared up to that moment, from as early as possible. */
  private @Nullable Period furthestBack(String recipient, Instant edge) {
    Period best = null;
    for (Reconciliation run : byFrom) {
      Instant from = run.period().from();
      if (!from.isBefore(best == null ? edge : best.from())) {
        break;
      }
      Period told = reach(run).isBefore(edge) ? null : told(run, recipient);
      if (told != null
          && told.from().isBefore(best == null ? edge : best.from())
          && !told.to().isBefore(edge)) {
        best = told;
      }
    }
    return best;
  }

  /** Up to when anything was compared on all sides. */
  @Nullable Instant until(String recipient) {
    Instant latest = null;
    for (Reconciliation run :
        byFrom.stream().sorted(Comparator.comparing(this::reach).reversed()).toList()) {
      if (latest != null && !reach(run).isAfter(latest)) {
        break;
      }
      Period told = told(run, recipient);
      if (told != null && (latest == null || told.to().isAfter(latest))) {
        latest = told.to();
      }
    }
    return latest;
  }

  private Instant reach(Reconciliation run) {
    Instant told = run.askedAt().minus(grace);
    return told.isBefore(run.period().to()) ? told : run.period().to();
  }

  /** For which time all sides told all; null for none. */
  private @Nullable Period told(Reconciliation run, String recipient) {
    Instant from = run.period().from();
    Instant reach = reach(run);
    if (!from.isBefore(reach)) {
      return null;
    }
    return results.computeIfAbsent(run.id(), reconciliations::results).stream()
        .filter(result -> result.recipient().equals(recipient))
        .filter(result -> result.isWhole() && result.notKnown() == 0)
        .filter(result -> result.reports(Side.CASE_SYSTEM) != null)
        .map(result -> result.portalTold(new Period(from, reach)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
