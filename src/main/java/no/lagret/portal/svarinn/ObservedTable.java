package no.lagret.portal.svarinn;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one recipient's portal was seen to list while the gateway only looked on. */
final class ObservedTable {

  private static final int AT_A_TIME = 200;

  private final String recipient;
  private final JdbcClient jdbc;

  ObservedTable(String recipient, JdbcClient jdbc) {
    this.recipient = recipient;
    this.jdbc = jdbc;
  }

  /** The first time counts; one that is listed again is not gone any more. */
  void seen(Listed listed, Instant now) {
    jdbc.sql(
            """
            insert into observed (recipient, dispatch_id, report_id, first_seen)
            values (:recipient, :dispatch, :report, :now)
            on conflict (recipient, dispatch_id) do update set gone_at = null""")
        .param("recipient", recipient)
        .param("dispatch", listed.dispatchId())
        .param("report", listed.reportId())
        .param("now", Timestamps.format(now))
        .update();
  }

  /** Those that are not among the listed ones any more are gone from now on. */
  void gone(Set<String> listed, Instant now) {
    jdbc
        .sql("select dispatch_id from observed where recipient = :recipient and gone_at is null")
        .param("recipient", recipient)
        .query(String.class)
        .list()
        .stream()
        .filter(id -> !listed.contains(id))
        .forEach(id -> set("gone_at", id, now));
  }

  void held(String dispatchId, Instant now) {
    set("held_at", dispatchId, now);
  }

  private void set(String column, String dispatchId, Instant now) {
    jdbc.sql(
            "update observed set "
                + column
                + " = :now where recipient = :recipient and dispatch_id = :dispatch")
        .param("now", Timestamps.format(now))
        .param("recipient", recipient)
        .param("dispatch", dispatchId)
        .update();
  }

  /** Those that the case system was not seen to have, those that are gone first. */
  List<Observed> notHeld() {
    return jdbc.sql(
            """
            select * from observed where recipient = :recipient and held_at is null
            order by gone_at is null, first_seen limit :size""")
        .param("recipient", recipient)
        .param("size", AT_A_TIME)
        .query(Observed::of)
        .list();
  }

  long count(String condition) {
    return jdbc.sql("select count(*) from observed where recipient = :recipient and " + condition)
        .param("recipient", recipient)
        .query(Long.class)
        .single();
  }
}
