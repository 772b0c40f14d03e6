package no.lagret.portal.svarinn;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * A dispatch that the portal was seen to list, and the case system was not seen to have.
 *
 * @param goneAt since when the portal does not list it; null while it does
 */
public record Observed(
    String dispatchId, String reportId, Instant firstSeen, @Nullable Instant goneAt) {

  static Observed of(ResultSet rs, int row) throws SQLException {
    return new Observed(
        rs.getString("dispatch_id"),
        rs.getString("report_id"),
        Objects.requireNonNull(Timestamps.parseNullable(rs.getString("first_seen"))),
        Timestamps.parseNullable(rs.getString("gone_at")));
  }
}
