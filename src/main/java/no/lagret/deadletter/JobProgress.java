package no.lagret.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * How far a job is.
 *
 * @param id names it
 * @param askedAt when it was ordered
 * @param askedBy the user's name
 * @param letters how many it is about
 * @param pending how many wait
 * @param redelivered how many it sent back to delivery
 */
public record JobProgress(
    String id, Instant askedAt, String askedBy, long letters, long pending, long redelivered) {

  /** Whether nothing is left to do. */
  public boolean done() {
    return pending == 0;
  }

  /** How many somebody else had settled before. */
  public long settledBefore() {
    return letters - pending - redelivered;
  }

  static JobProgress of(ResultSet rs, int row) throws SQLException {
    return new JobProgress(
        rs.getString("id"),
        Instant.parse(rs.getString("asked_at")),
        rs.getString("asked_by"),
        rs.getLong("letters"),
        rs.getLong("pending"),
        rs.getLong("redelivered"));
  }
}
