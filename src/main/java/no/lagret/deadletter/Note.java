package no.lagret.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote to a dead letter.
 *
 * @param id names it, and its event in the ledger
 * @param at when
 * @param by the user's name
 * @param text opened in memory; null where it was erased or cannot be opened. For operators only
 */
public record Note(String id, Instant at, String by, @Nullable String text) {

  /** Names no text: a record's own would get it into a log. */
  @Override
  public String toString() {
    return "note " + id;
  }
}
