package no.lagret.reconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one comparison found of one recipient's reports.
 *
 * @param recipient configured name
 * @param matched how many reports were found well
 * @param notKnown of how many a side could not tell
 * @param differences how many stood when it ended
 * @param sides what each side could say
 */
public record ReconciliationResult(
    String recipient, long matched, long notKnown, long differences, List<SideState> sides) {

  /** How many reports the side speaks of; null where it is not known by any way. */
  public @Nullable Long reports(SideState.Side side) {
    List<SideState> known = sides.stream().filter(s -> s.side() == side && s.isKnown()).toList();
    return known.isEmpty() ? null : known.stream().mapToLong(SideState::reports).max().orElse(0);
  }

  /** The same by one way alone. */
  public @Nullable Long reports(SideState.Side side, SideState.Source source) {
    return sides.stream()
        .filter(s -> s.side() == side && s.source() == source && s.isKnown())
        .map(SideState::reports)
        .findFirst()
        .orElse(null);
  }

  /** Whether every side that should have spoken did. */
  public boolean isWhole() {
    return sides.stream().noneMatch(side -> side.state() == SideState.State.NOT_KNOWN);
  }
}
