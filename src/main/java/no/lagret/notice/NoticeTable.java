package no.lagret.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each channel has to tell: it survives a restart, and stays until it is told. */
final class NoticeTable {

  private final JdbcClient jdbc;

  NoticeTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What became of a notice in one channel. */
  enum Outcome {
    SENT,
    /** Not needed any more before it was due. */
    DROPPED
  }

  /**
   * A notice that is to be sent.
   *
   * @param escalates whether it is for the case that nobody has seen it
   * @param attempts how often that failed
   */
  record Due(Notice notice, boolean escalates, int attempts) {}

  /** Adds it, once. */
  void insert(Notice notice, String channel, boolean escalates, Instant due) {
    jdbc.sql(
            """
            insert into notice (id, channel, kind, condition, recipient, severity, alarms, subjects,
              text, since, at, escalates, due_at, attempts, is_over)
            values (:id, :channel, :kind, :condition, :recipient, :severity, :alarms, :subjects,
              :text, :since, :at, :escalates, :due, 0, 0)
            on conflict (id, channel) do nothing""")
        .param("id", notice.id())
        .param("channel", channel)
        .param("kind", notice.kind().name())
        .param("condition", notice.condition() == null ? null : notice.condition().name())
        .param("recipient", notice.recipient())
        .param("severity", notice.severity().name())
        .param("alarms", notice.count())
        .param("subjects", String.join("\n", notice.subjects()))
        .param("text", notice.text())
        .param("since", Timestamps.format(notice.since()))
        .param("at", Timestamps.format(notice.at()))
        .param("escalates", escalates ? 1 : 0)
        .param("due", Timestamps.format(due))
        .update();
  }

  /** The channels that have something to tell; what a clock since set back noted is due. */
  Set<String> channelsDue(Instant now) {
    return jdbc.sql(
            """
            select distinct channel from notice
            where settled_at is null and (due_at <= :now or at > :now)""")
        .param("now", Timestamps.format(now))
        .query(String.class)
        .set();
  }

  /** Those to be told now: what never failed first, so that one that always does stops no other. */
  List<Due> due(String channel, Instant now, int size) {
    return jdbc.sql(
            """
            select * from notice
            where channel = :channel and settled_at is null and (due_at <= :now or at > :now)
              and (condition is null or condition in (:known))
            order by attempts, at, id limit :size""")
        .param("known", Condition.names())
        .param("channel", channel)
        .param("now", Timestamps.format(now))
        .param("size", size)
        .query(NoticeTable::due)
        .list();
  }

  /** Nothing more is to be done about it in that channel. */
  void settle(String id, String channel, Instant at, Outcome outcome) {
    jdbc.sql(
            """
            update notice set settled_at = :at, outcome = :outcome
            where id = :id and channel = :channel""")
        .param("at", Timestamps.format(at))
        .param("outcome", outcome.name())
        .param("id", id)
        .param("channel", channel)
        .update();
  }

  /** It is tried again then. What a clock since set back noted, counts as noted now. */
  void failed(String id, String channel, Instant now, Instant next) {
    jdbc.sql(
            """
            update notice set attempts = attempts + 1, due_at = :next,
              at = case when at > :now then :now else at end
            where id = :id and channel = :channel""")
        .param("now", Timestamps.format(now))
        .param("next", Timestamps.format(next))
        .param("id", id)
        .param("channel", channel)
        .update();
  }

  /** How many of a channel have failed at least so often and are not told yet. */
  long failing(String channel, int attempts) {
    return jdbc.sql(
            """
            select count(*) from notice
            where channel = :channel and settled_at is null and attempts >= :attempts""")
        .param("channel", channel)
        .param("attempts", attempts)
        .query(Long.class)
        .single();
  }

  /** What is to be told later only if nobody has seen it is not needed any more. */
  void dropEscalations(Topic topic, String channel, Instant now) {
    jdbc.sql(
            """
            update notice set settled_at = :now, outcome = 'DROPPED'
            where condition = :condition and recipient = :recipient and channel = :channel
              and settled_at is null and escalates = 1 and attempts = 0""")
        .param("now", Timestamps.format(now))
        .param("condition", topic.condition().name())
        .param("recipient", topic.recipient())
        .param("channel", channel)
        .update();
  }

  /** What waits for others to have seen it waits no longer. */
  void hurry(String channel, Instant now) {
    jdbc.sql(
            """
            update notice set due_at = :now
            where channel = :channel and settled_at is null and escalates = 1 and due_at > :now
              and attempts = 0""")
        .param("now", Timestamps.format(now))
        .param("channel", channel)
        .update();
  }

  /** Whether a channel was told, or will be, of the topic since it was last over. */
  boolean knows(Topic topic, String channel) {
    return jdbc.sql(
                """
                select count(*) from notice
                where condition = :condition and recipient = :recipient and channel = :channel
                  and is_over = 0 and (settled_at is null or outcome = 'SENT')""")
            .param("condition", topic.condition().name())
            .param("recipient", topic.recipient())
            .param("channel", channel)
            .query(Long.class)
            .single()
        > 0;
  }

  /** All that was told of the topic is of the past from now on, whatever the clock says. */
  void isOver(Topic topic) {
    jdbc.sql(
            """
            update notice set is_over = 1
            where condition = :condition and recipient = :recipient and is_over = 0""")
        .param("condition", topic.condition().name())
        .param("recipient", topic.recipient())
        .update();
  }

  /** Those settled before then are history. */
  void forget(Instant before) {
    jdbc.sql("delete from notice where settled_at < :before")
        .param("before", Timestamps.format(before))
        .update();
  }

  private static Due due(ResultSet rs, int row) throws SQLException {
    @Nullable String condition = rs.getString("condition");
    return new Due(
        new Notice(
            rs.getString("id"),
            Notice.Kind.valueOf(rs.getString("kind")),
            condition == null ? null : Condition.valueOf(condition),
            rs.getString("recipient"),
            Severity.valueOf(rs.getString("severity")),
            rs.getLong("alarms"),
            Stream.of(rs.getString("subjects").split("\n")).filter(s -> !s.isEmpty()).toList(),
            rs.getString("text"),
            Objects.requireNonNull(Timestamps.parseNullable(rs.getString("since"))),
            Objects.requireNonNull(Timestamps.parseNullable(rs.getString("at")))),
        rs.getInt("escalates") == 1,
        rs.getInt("attempts"));
  }
}
