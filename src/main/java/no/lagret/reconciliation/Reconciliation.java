package no.lagret.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One comparison, ordered or done.
 *
 * @param id names it
 * @param askedAt when it was ordered
 * @param askedBy who ordered it; null for the daily one
 * @param dailyFor of which day it is the daily one
 * @param recipient whose alone; null for all
 * @param period which reports
 * @param withLogs whether logs were uploaded for it, which no restart survives
 * @param state how far it is
 * @param endedAt when it ended
 */
public record Reconciliation(
    String id,
    Instant askedAt,
    @Nullable String askedBy,
    @Nullable LocalDate dailyFor,
    @Nullable String recipient,
    Period period,
    boolean withLogs,
    State state,
    @Nullable Instant endedAt) {

  /** How far it is. */
  public enum State {
    /** Ordered, or begun. */
    RUNNING,
    /** Ended. */
    DONE,
    /** Ended by a restart after which what was uploaded for it is not there any more. */
    INTERRUPTED
  }
}
