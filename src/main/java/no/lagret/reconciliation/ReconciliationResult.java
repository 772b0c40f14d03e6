package no.lagret.reconciliation;

import java.util.List;
import java.util.Objects;
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

  /**
   * Of which part of the time asked for the portal told: of all of it by its list, by its log from
   * the first line to the last; null where it told nothing.
   */
  public @Nullable Period portalTold(Period asked) {
    if (reports(SideState.Side.PORTAL, SideState.Source.LIST) != null) {
      return asked;
    }
    return sides.stream()
        .filter(side -> side.side() == SideState.Side.PORTAL && side.isKnown())
        .map(SideState::covers)
        .filter(Objects::nonNull)
        .map(covers -> covers.common(asked))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Whether every side that should have spoken did. */
  public boolean isWhole() {
    return sides.stream().noneMatch(side -> side.state() == SideState.State.NOT_KNOWN);
  }
}
