package no.lagret.ledger;

import java.time.Instant;

/**
 * What happened to reports within an hour, each report in the hour in which it happened first.
 *
 * @param recipient whose
 * @param hour its begin
 * @param what which of it
 * @param count how many
 */
public record HourFigures(String recipient, Instant hour, What what, long count) {

  /** What is counted. */
  public enum What {
    /** Taken from the portal. */
    RECEIVED,
    /** Proved to be stored, by a receipt that was verified. */
    STORED,
    /** The part of them that could not be read back, and of which there is the receipt alone. */
    RECEIPT_ONLY,
    /** Registered by hand, on the word of persons. */
    BY_HAND,
    /** The portal was told. */
    CONFIRMED,
    /** Given back to the portal by named persons. */
    HANDED_BACK
  }
}
