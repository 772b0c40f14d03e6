package no.lagret.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import no.lagret.report.DeadLetterReason;

/**
 * Open dead letters with the same cause.
 *
 * @param reason the cause
 * @param count how many
 * @param firstAt the first failure of any of them
 * @param lastAt the last failure of any of them
 */
public record DeadLetterGroup(
    DeadLetterReason reason, long count, Instant firstAt, Instant lastAt) {

  static DeadLetterGroup of(ResultSet rs, int row) throws SQLException {
    return new DeadLetterGroup(
        DeadLetterReason.valueOf(rs.getString("reason")),
        rs.getLong("n"),
        Instant.parse(rs.getString("first_at")),
        Instant.parse(rs.getString("last_at")));
  }
}
