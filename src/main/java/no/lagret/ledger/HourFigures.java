package no.lagret.ledger;

import java.time.Instant;

/**
 * What happened to dispatches within an hour.
 *
 * @param hour its begin
 * @param what which of it
 * @param count how many
 */
public record HourFigures(Instant hour, What what, long count) {

  /** What is counted. */
  public enum What {
    RECEIVED,
    STORED,
    CONFIRMED
  }
}
