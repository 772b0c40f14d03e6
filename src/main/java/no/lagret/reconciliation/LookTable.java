package no.lagret.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When which confirmed report was last looked up in the case system. */
final class LookTable {

  private static final String OF_REPORTS =
      """
       from dispatch d left join stored_look l
         on l.recipient = d.recipient and l.report_id = d.report_id
       where d.recipient = :recipient and d.state in ('CONFIRMED', 'PORTAL_GONE')
         and (d.confirmed_at >= :since
           or (d.confirmed_at is null and d.last_event_at >= :since))
      """;

  /** A time to come was written by a clock that was wrong. */
  private static final String NOT_SEEN_SINCE =
      """
       and (coalesce(l.looked_at, d.confirmed_at, d.last_event_at) < :before
         or l.looked_at > :now)
      """;

  private final JdbcClient jdbc;

  LookTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Reports that the portal still keeps, neither confirmed nor looked up since then. */
  List<String> due(
      String recipient, Instant keptSince, Instant lookedBefore, Instant now, int size) {
    return jdbc.sql(
            "select d.report_id"
                + OF_REPORTS
                + NOT_SEEN_SINCE
                + " group by d.report_id order by min(coalesce(l.looked_at, '')) limit :size")
        .param("recipient", recipient)
        .param("since", Timestamps.format(keptSince))
        .param("before", Timestamps.format(lookedBefore))
        .param("now", Timestamps.format(now))
        .param("size", size)
        .query(String.class)
        .list();
  }

  /** When the one was seen that was not seen for longest, of those not seen since then. */
  @Nullable Instant oldest(String recipient, Instant keptSince, Instant lookedBefore, Instant now) {
    return Timestamps.parseNullable(
        jdbc.sql(
                "select min(coalesce(l.looked_at, d.confirmed_at, d.last_event_at))"
                    + OF_REPORTS
                    + NOT_SEEN_SINCE)
            .param("recipient", recipient)
            .param("since", Timestamps.format(keptSince))
            .param("before", Timestamps.format(lookedBefore))
            .param("now", Timestamps.format(now))
            .query((rs, n) -> Optional.ofNullable(rs.getString(1)))
            .single()
            .orElse(null));
  }

  void looked(String recipient, String reportId, Instant now) {
    jdbc.sql(
            """
            insert into stored_look (recipient, report_id, looked_at)
            values (:recipient, :report, :now)
            on conflict (recipient, report_id) do update set looked_at = excluded.looked_at""")
        .param("recipient", recipient)
        .param("report", reportId)
        .param("now", Timestamps.format(now))
        .update();
  }

  WatchFigures figures(String recipient, Instant keptSince) {
    return jdbc.sql(
            "select count(distinct d.report_id), count(distinct l.report_id), min(l.looked_at)"
                + OF_REPORTS)
        .param("recipient", recipient)
        .param("since", Timestamps.format(keptSince))
        .query(
            (rs, n) -> {
              @Nullable String oldest = rs.getString(3);
              return new WatchFigures(
                  rs.getLong(1), rs.getLong(2), Timestamps.parseNullable(oldest));
            })
        .single();
  }
}
