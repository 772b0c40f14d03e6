package no.lagret.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of the alarms people have been told. */
final class UntoldAlarms {

  private static final int AT_A_TIME = 500;

  private final JdbcClient jdbc;

  UntoldAlarms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All of which something has not been told, the oldest first. */
  List<Untold> all() {
    return jdbc.sql(
            """
            select * from alarm
            where (told is null or told <> 'ENDED')
              and (told is null or ended_at is not null or told <> severity)
              and condition in (:known)
            order by since, id""")
        .param("known", Condition.names())
        .query(UntoldAlarms::untold)
        .list();
  }

  /** Those of a topic that stand. */
  Standing standing(Topic topic) {
    return jdbc.sql(
            """
            select count(*) as n,
              count(case when acknowledged_by is null then 1 end) as unseen,
              max(case severity when 'CRITICAL' then 2 when 'WARNING' then 1 else 0 end) as worst,
              min(since) as oldest
            from alarm
            where condition = :condition and coalesce(recipient, '') = :recipient
              and ended_at is null""")
        .param("condition", topic.condition().name())
        .param("recipient", topic.recipient())
        .query(
            (rs, row) ->
                new Standing(
                    rs.getLong("n"),
                    rs.getLong("unseen"),
                    Severity.values()[rs.getInt("worst")],
                    Timestamps.parseNullable(rs.getString("oldest"))))
        .single();
  }

  /** The first subjects of those that stand, and what to do about the most serious. */
  List<Untold> first(Topic topic, int size) {
    return jdbc.sql(
            """
            select * from alarm
            where condition = :condition and coalesce(recipient, '') = :recipient
              and ended_at is null
            order by case severity when 'CRITICAL' then 0 when 'WARNING' then 1 else 2 end, since, id
            limit :size""")
        .param("condition", topic.condition().name())
        .param("recipient", topic.recipient())
        .param("size", size)
        .query(UntoldAlarms::untold)
        .list();
  }

  /** People know of them what there is to know. */
  void told(List<Untold> alarms) {
    for (int from = 0; from < alarms.size(); from += AT_A_TIME) {
      List<String> ids =
          alarms.subList(from, Math.min(from + AT_A_TIME, alarms.size())).stream()
              .map(Untold::id)
              .toList();
      jdbc.sql(
              """
              update alarm set told = case when ended_at is null then severity else 'ENDED' end
              where id in (:ids)""")
          .param("ids", ids)
          .update();
    }
  }

  private static Untold untold(ResultSet rs, int row) throws SQLException {
    String recipient = rs.getString("recipient");
    String told = rs.getString("told");
    return new Untold(
        rs.getString("id"),
        new Topic(Condition.valueOf(rs.getString("condition")), recipient == null ? "" : recipient),
        rs.getString("subject"),
        Severity.valueOf(rs.getString("severity")),
        rs.getString("text"),
        Instant.parse(rs.getString("since")),
        Timestamps.parseNullable(rs.getString("ended_at")),
        told == null || told.equals("ENDED") ? null : Severity.valueOf(told));
  }
}
