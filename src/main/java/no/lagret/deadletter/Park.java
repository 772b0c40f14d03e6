package no.lagret.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mark that a dead letter waits for something. The letter stays where it is, and anything can be
 * done with it.
 *
 * @param until when the mark ends
 * @param by the user's name
 * @param reason opened in memory; null where none was given or it cannot be opened. For operators
 *     only
 */
public record Park(Instant until, String by, @Nullable String reason) {

  /** Names no text: a record's own would get it into a log. */
  @Override
  public String toString() {
    return "parked until " + until;
  }
}
