package no.lagret.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One letter of a job.
 *
 * @param jobId the job
 * @param letterId the dead letter
 * @param reportId its report
 * @param recipient the configured name of the recipient
 * @param state how far it is
 * @param tries how often it could not be had
 * @param lastAt when it was last tried
 */
public record JobLetter(
    String jobId,
    String letterId,
    String reportId,
    String recipient,
    State state,
    int tries,
    @Nullable Instant lastAt) {

  /** How far it is. */
  public enum State {
    /** Waits for its turn, or is busy elsewhere and tried again. */
    PENDING,
    /** Back in delivery, by this job. */
    REDELIVERED,
    /** Somebody settled it before. */
    SETTLED_BEFORE
  }
}
