package no.lagret.notice;

import java.time.Instant;
import no.lagret.alert.Severity;
import org.jspecify.annotations.Nullable;

/**
 * An alarm of which something has not been told yet.
 *
 * @param told how serious people know it to be; {@code null} where they know nothing of it
 * @param endedAt when it ended; {@code null} while it stands
 */
record Untold(
    String id,
    Topic topic,
    String subject,
    Severity severity,
    String text,
    Instant since,
    @Nullable Instant endedAt,
    @Nullable Severity told) {

  boolean stands() {
    return endedAt == null;
  }

  /** Whether it stands and people know nothing of it, or not how serious it is. */
  boolean isNews() {
    return stands() && (told == null || !told.atLeast(severity));
  }
}
