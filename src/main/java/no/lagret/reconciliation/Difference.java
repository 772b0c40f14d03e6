package no.lagret.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * A difference that stands, or stood.
 *
 * @param id names it
 * @param recipient configured name
 * @param kind in which way the sides differ
 * @param subject what it is about: a report, a dispatch, a journal reference, or an hour
 * @param reportId the report, where it is certain which
 * @param dispatchId the dispatch, where it is about one
 * @param at when what it is about was sent or stored
 * @param reports how many it is about
 * @param since when it was found first
 * @param seenAt when it was found last
 * @param askBy until when the portal keeps its copy, where that is known
 * @param settledAt when it was settled
 * @param settledBy who settled it; null where a comparison saw it well
 */
public record Difference(
    String id,
    String recipient,
    DifferenceKind kind,
    String subject,
    @Nullable String reportId,
    @Nullable String dispatchId,
    @Nullable Instant at,
    int reports,
    Instant since,
    Instant seenAt,
    @Nullable Instant askBy,
    @Nullable Instant settledAt,
    @Nullable String settledBy) {

  static Difference of(ResultSet rs, int row) throws SQLException {
    return new Difference(
        rs.getString("id"),
        rs.getString("recipient"),
        DifferenceKind.valueOf(rs.getString("kind")),
        rs.getString("subject"),
        rs.getString("report_id"),
        rs.getString("dispatch_id"),
        Timestamps.parseNullable(rs.getString("at")),
        rs.getInt("reports"),
        Instant.parse(rs.getString("since")),
        Instant.parse(rs.getString("seen_at")),
        Timestamps.parseNullable(rs.getString("ask_by")),
        Timestamps.parseNullable(rs.getString("settled_at")),
        rs.getString("settled_by"));
  }

  /** Whether it is about reports that nobody can name. */
  boolean isOfAnHour() {
    return reportId == null && dispatchId == null && Findings.isOfAnHour(subject);
  }

  String key() {
    return kind + " " + subject;
  }
}
