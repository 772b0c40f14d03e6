package no.lagret.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import no.lagret.report.Channel;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, open or settled.
 *
 * @param letterId new with each dead-lettering
 * @param recipient the configured name of the recipient
 * @param channel how the dispatch came
 * @param reportId the report's identity
 * @param dispatchId the portal's id of the delivery
 * @param generation which copy of the dispatch
 * @param step of the dead-lettering
 * @param reason why a person must settle it
 * @param detail the gateway's own words or codes
 * @param attempts how many ended badly
 * @param firstAt the first of them
 * @param lastAt the last of them
 * @param textDigest of a sealed text, for example a refusal's own words
 * @param settledAt when; {@code null} while it is open
 * @param settledByEvent id of the event that did
 */
public record DeadLetterRow(
    String letterId,
    String recipient,
    Channel channel,
    String reportId,
    String dispatchId,
    int generation,
    int step,
    DeadLetterReason reason,
    @Nullable String detail,
    int attempts,
    Instant firstAt,
    Instant lastAt,
    @Nullable String textDigest,
    @Nullable Instant settledAt,
    @Nullable String settledByEvent) {

  static DeadLetterRow of(ResultSet rs, int row) throws SQLException {
    return new DeadLetterRow(
        rs.getString("letter_id"),
        rs.getString("recipient"),
        Channel.valueOf(rs.getString("channel")),
        rs.getString("report_id"),
        rs.getString("dispatch_id"),
        rs.getInt("generation"),
        rs.getInt("step"),
        DeadLetterReason.valueOf(rs.getString("reason")),
        rs.getString("detail"),
        rs.getInt("attempts"),
        Instant.parse(rs.getString("first_at")),
        Instant.parse(rs.getString("last_at")),
        rs.getString("text_digest"),
        Timestamps.parseNullable(rs.getString("settled_at")),
        rs.getString("settled_by_event"));
  }
}
