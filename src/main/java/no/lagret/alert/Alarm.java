package no.lagret.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition that needs attention, or did.
 *
 * @param id names this one alarm
 * @param condition what it is
 * @param severity how much it matters; may rise while it stands
 * @param subject what it is about: an id or a configured name
 * @param recipient the configured name of the recipient, where it is about one
 * @param reportId the report, where it is about one
 * @param text what to do, in the gateway's words
 * @param since when it began
 * @param endedAt when it ended; {@code null} while it stands
 * @param acknowledgedBy the user who has seen it
 * @param acknowledgedAt when
 */
public record Alarm(
    String id,
    Condition condition,
    Severity severity,
    String subject,
    @Nullable String recipient,
    @Nullable String reportId,
    String text,
    Instant since,
    @Nullable Instant endedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt) {

  /** Whether it ended. */
  public boolean isOver() {
    return endedAt != null;
  }

  /** Whether it tells of something that is over, and stands only until a person has seen it. */
  boolean endsWhenSeen() {
    return switch (condition) {
      case QUARANTINE -> true;
      case BACKSTOP, REPLY_LOST -> reportId == null;
      default -> false;
    };
  }

  Alarm ended(Instant at) {
    return new Alarm(
        id,
        condition,
        severity,
        subject,
        recipient,
        reportId,
        text,
        since,
        at,
        acknowledgedBy,
        acknowledgedAt);
  }

  /** The same, mattering more: whoever has seen it has not seen that. */
  Alarm raised(Severity higher, String why) {
    return new Alarm(
        id, condition, higher, subject, recipient, reportId, why, since, null, null, null);
  }

  Alarm seen(String user, Instant at) {
    return new Alarm(
        id, condition, severity, subject, recipient, reportId, text, since, endedAt, user, at);
  }
}
