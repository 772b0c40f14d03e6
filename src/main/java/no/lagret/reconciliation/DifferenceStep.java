package no.lagret.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person did about a difference.
 *
 * @param id that of its event in the ledger
 * @param at when
 * @param by who
 * @param kind what
 * @param text what the person wrote; null where it was nothing, or is erased
 */
public record DifferenceStep(String id, Instant at, String by, Kind kind, @Nullable String text) {

  /** What can be done. */
  public enum Kind {
    ASKED_KS,
    DELIVERED_AGAIN,
    SETTLED
  }

  DifferenceStep saying(@Nullable String words) {
    return new DifferenceStep(id, at, by, kind, words);
  }
}
