package no.lagret.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition that needs attention, or did.
 *
 * @param id names this one alarm
 * @param condition what it is
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
    String subject,
    @Nullable String recipient,
    @Nullable String reportId,
    String text,
    Instant since,
    @Nullable Instant endedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt) {}
