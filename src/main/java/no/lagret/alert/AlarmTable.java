package no.lagret.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where alarms outlive the process. */
final class AlarmTable {

  private final JdbcClient jdbc;

  AlarmTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether it was not standing already. */
  boolean insert(Alarm alarm) {
    return jdbc.sql(
                """
                insert into alarm
                  (id, condition, severity, subject, recipient, report_id, text, since)
                values (:id, :condition, :severity, :subject, :recipient, :report, :text, :since)
                on conflict (condition, subject) where ended_at is null do nothing""")
            .param("id", alarm.id())
            .param("condition", alarm.condition().name())
            .param("severity", alarm.severity().name())
            .param("subject", alarm.subject())
            .param("recipient", alarm.recipient())
            .param("report", alarm.reportId())
            .param("text", alarm.text())
            .param("since", Timestamps.format(alarm.since()))
            .update()
        > 0;
  }

  /** Whether it was standing until now. */
  boolean end(String id, Instant at) {
    return jdbc.sql("update alarm set ended_at = :at where id = :id and ended_at is null")
            .param("at", Timestamps.format(at))
            .param("id", id)
            .update()
        > 0;
  }

  List<Alarm> standing() {
    return jdbc.sql(
            """
            select * from alarm
            where ended_at is null and condition in (:known) order by since, id""")
        .param("known", Condition.names())
        .query(AlarmTable::alarm)
        .list();
  }

  List<Alarm> page(int page, int size) {
    return jdbc.sql(
            """
            select * from alarm where condition in (:known)
            order by since desc, id limit :size offset :start""")
        .param("known", Condition.names())
        .param("size", size)
        .param("start", (long) page * size)
        .query(AlarmTable::alarm)
        .list();
  }

  long count() {
    return jdbc.sql("select count(*) from alarm").query(Long.class).single();
  }

  /** How much it matters now, in which words, and that nobody has seen it yet. */
  void raise(Alarm alarm) {
    jdbc.sql(
            """
            update alarm set severity = :severity, text = :text,
              acknowledged_by = null, acknowledged_at = null
            where id = :id""")
        .param("severity", alarm.severity().name())
        .param("text", alarm.text())
        .param("id", alarm.id())
        .update();
  }

  void acknowledge(String id, String user, Instant at) {
    jdbc.sql("update alarm set acknowledged_by = :user, acknowledged_at = :at where id = :id")
        .param("user", user)
        .param("at", Timestamps.format(at))
        .param("id", id)
        .update();
  }

  private static Alarm alarm(ResultSet rs, int row) throws SQLException {
    return new Alarm(
        rs.getString("id"),
        Condition.valueOf(rs.getString("condition")),
        Severity.valueOf(rs.getString("severity")),
        rs.getString("subject"),
        rs.getString("recipient"),
        rs.getString("report_id"),
        rs.getString("text"),
        Instant.parse(rs.getString("since")),
        Timestamps.parseNullable(rs.getString("ended_at")),
        rs.getString("acknowledged_by"),
        Timestamps.parseNullable(rs.getString("acknowledged_at")));
  }
}
