package no.lagret.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people were told last of each topic. */
final class TopicTable {

  private final JdbcClient jdbc;

  TopicTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Told> find(Topic topic) {
    return jdbc.sql("select * from topic where condition = :condition and recipient = :recipient")
        .param("condition", topic.condition().name())
        .param("recipient", topic.recipient())
        .query(
            (rs, row) ->
                new Told(
                    Timestamps.parseNullable(rs.getString("since")),
                    Severity.valueOf(rs.getString("worst")),
                    rs.getInt("reminded"),
                    Instant.parse(rs.getString("told_at")),
                    Instant.parse(rs.getString("next_at"))))
        .optional();
  }

  /** Those that people are to be reminded of; those told by a clock since set back, too. */
  List<Topic> due(Instant now) {
    return jdbc.sql(
            """
            select * from topic
            where since is not null and (next_at <= :now or told_at > :now)
              and condition in (:known)""")
        .param("known", Condition.names())
        .param("now", Timestamps.format(now))
        .query(
            (rs, row) ->
                new Topic(Condition.valueOf(rs.getString("condition")), rs.getString("recipient")))
        .list();
  }

  void save(Topic topic, Told told) {
    jdbc.sql(
            """
            insert into topic (condition, recipient, since, worst, reminded, told_at, next_at)
            values (:condition, :recipient, :since, :worst, :reminded, :told, :next)
            on conflict (condition, recipient) do update set since = :since, worst = :worst,
              reminded = :reminded, told_at = :told, next_at = :next""")
        .param("condition", topic.condition().name())
        .param("recipient", topic.recipient())
        .param("since", told.since() == null ? null : Timestamps.format(told.since()))
        .param("worst", told.worst().name())
        .param("reminded", told.reminded())
        .param("told", Timestamps.format(told.toldAt()))
        .param("next", Timestamps.format(told.nextAt()))
        .update();
  }
}
