package no.lagret.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Figures by the hour: whole hours make whole days in every time zone that matters here. */
final class HourQueries {

  private final JdbcClient jdbc;

  HourQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<HourFigures> from(@Nullable Set<String> recipients, Instant from) {
    List<HourFigures> all = new ArrayList<>();
    all.addAll(count(HourFigures.What.RECEIVED, "dispatch", "received_at", null, recipients, from));
    all.addAll(count(HourFigures.What.STORED, "ledger", "at", "type = 'STORED'", recipients, from));
    all.addAll(
        count(HourFigures.What.CONFIRMED, "dispatch", "confirmed_at", null, recipients, from));
    return all;
  }

  /** By dispatch: one that was proved twice within the hour was stored once. */
  private List<HourFigures> count(
      HourFigures.What what,
      String table,
      String time,
      @Nullable String only,
      @Nullable Set<String> recipients,
      Instant from) {
    Where where =
        new Where()
            .in("recipient", "recipients", recipients)
            .and(time + " >= :from", "from", Timestamps.format(from));
    if (only != null) {
      where.and(only);
    }
    return jdbc.sql(
            "select substr(%s, 1, 13) as hour, count(distinct dispatch_id) as n from %s%s group by substr(%s, 1, 13)"
                .formatted(time, table, where, time))
        .params(where.params())
        .query(
            (rs, n) ->
                new HourFigures(
                    Instant.parse(rs.getString("hour") + ":00:00Z"), what, rs.getLong("n")))
        .list();
  }
}
