package no.lagret.figures;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import no.lagret.reconciliation.DifferenceKind;
import org.jspecify.annotations.Nullable;

/**
 * What the comparisons of portal, ledger and case system say.
 *
 * @param whole whether all sides were compared for every day of the period that is over
 * @param until up to when they were, ever; null for never
 * @param standing how many differences stand now, by kind; {@code null} where none is seen and
 *     nobody can tell that there is none
 */
public record Compared(
    boolean whole, @Nullable Instant until, Map<DifferenceKind, @Nullable Long> standing) {

  static Compared of(boolean whole, @Nullable Instant until, Map<DifferenceKind, Long> seen) {
    Map<DifferenceKind, @Nullable Long> standing = new EnumMap<>(DifferenceKind.class);
    for (DifferenceKind kind : DifferenceKind.values()) {
      long count = seen.getOrDefault(kind, 0L);
      standing.put(kind, count == 0 && !whole ? null : Long.valueOf(count));
    }
    return new Compared(whole, until, standing);
  }

  /** All kinds together; {@code null} where none is seen and nobody can tell that there is none. */
  public @Nullable Long differences() {
    long seen = standing.values().stream().mapToLong(n -> n == null ? 0 : n).sum();
    return seen == 0 && !whole ? null : Long.valueOf(seen);
  }

  /** Both together: whole where both are, and as old as the older. */
  Compared plus(Compared other) {
    Map<DifferenceKind, Long> seen = new EnumMap<>(DifferenceKind.class);
    for (DifferenceKind kind : DifferenceKind.values()) {
      Long mine = standing.get(kind);
      Long theirs = other.standing.get(kind);
      seen.put(kind, (mine == null ? 0 : mine) + (theirs == null ? 0 : theirs));
    }
    Instant older =
        until == null || other.until == null
            ? null
            : until.isBefore(other.until) ? until : other.until;
    return of(whole && other.whole, older, seen);
  }
}
