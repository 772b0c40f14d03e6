package no.lagret.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import no.lagret.report.ReportState;

/**
 * Where reports stand.
 *
 * @param counts reports by state; every state is there
 * @param oldest when the first received dispatch came of those in a state that is not final; states
 *     that none is in are absent
 */
public record StateFigures(Map<ReportState, Long> counts, Map<ReportState, Instant> oldest) {

  /** Of nobody. */
  public static final StateFigures NONE = new StateFigures(Map.of(), Map.of());

  /** Both together. */
  public StateFigures plus(StateFigures other) {
    Map<ReportState, Long> sum = new EnumMap<>(ReportState.class);
    sum.putAll(counts);
    other.counts.forEach((state, count) -> sum.merge(state, count, Long::sum));
    Map<ReportState, Instant> first = new EnumMap<>(ReportState.class);
    first.putAll(oldest);
    other.oldest.forEach((state, at) -> first.merge(state, at, (a, b) -> a.isBefore(b) ? a : b));
    return new StateFigures(sum, first);
  }
}
