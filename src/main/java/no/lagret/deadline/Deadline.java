package no.lagret.deadline;

import java.time.Instant;

/**
 * The end of a clock that runs for a report.
 *
 * @param kind which clock
 * @param due when it ends
 */
public record Deadline(Kind kind, Instant due) {

  /** The clocks. */
  public enum Kind {
    /** How long it may be until it is stored. */
    STORE,
    /** The portal prints it, and sends it by post. */
    PAPER,
    /** The portal deletes its copy. */
    PORTAL_COPY,
    /** The service must have gone through it. */
    REVIEW,
    /** Whoever reported must have heard from the service. */
    FEEDBACK
  }
}
