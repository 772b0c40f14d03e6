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

  List<HourFigures> between(@Nullable Set<String> recipients, Instant from, Instant to) {
    List<HourFigures> all = new ArrayList<>();
    for (HourFigures.What what : HourFigures.What.values()) {
      all.addAll(count(what, recipients, from, to));
    }
    return all;
  }

  /**
   * By report: one that came twice was received once, and one that was proved again was stored when
   * it was proved first.
   */
  private List<HourFigures> count(
      HourFigures.What what, @Nullable Set<String> recipients, Instant from, Instant to) {
    boolean received = what == HourFigures.What.RECEIVED;
    String table = received ? "dispatch" : "ledger";
    String time = received ? "received_at" : "at";
    Where where =
        new Where()
            .in("e.recipient", "recipients", recipients)
            .and("e." + time + " >= :from", "from", Timestamps.format(from))
            .and("e." + time + " < :to", "to", Timestamps.format(to))
            .and(only(what, "e"))
            .and(
                "not exists (select 1 from %s b where b.report_id = e.report_id and b.recipient = e.recipient and b.%s < e.%s and %s)"
                    .formatted(table, time, time, only(what, "b")));
    return jdbc.sql(
            "select e.recipient, substr(e.%s, 1, 13) as hour, count(distinct e.report_id) as n from %s e%s group by e.recipient, substr(e.%s, 1, 13)"
                .formatted(time, table, where, time))
        .params(where.params())
        .query(
            (rs, n) ->
                new HourFigures(
                    rs.getString("recipient"),
                    Instant.parse(rs.getString("hour") + ":00:00Z"),
                    what,
                    rs.getLong("n")))
        .list();
  }

  /** The kind of proof is the dispatch's: what persons said stays marked so for ever. */
  private static String only(HourFigures.What what, String row) {
    return switch (what) {
      case RECEIVED -> "1 = 1";
      case STORED -> row + ".type = 'STORED' and not " + proved(row, "proof_kind = 'BY_HAND'");
      case RECEIPT_ONLY ->
          row
              + ".type = 'STORED' and "
              + proved(
                  row, "read_back = 'RECEIPT_ONLY' and coalesce(d.proof_kind, '') <> 'BY_HAND'");
      case BY_HAND -> row + ".type = 'STORED' and " + proved(row, "proof_kind = 'BY_HAND'");
      case CONFIRMED -> row + ".type = 'CONFIRMED'";
      case HANDED_BACK -> row + ".type = 'HANDED_BACK'";
    };
  }

  private static String proved(String row, String how) {
    return "exists (select 1 from dispatch d where d.recipient = %s.recipient and d.channel = %s.channel and d.dispatch_id = %s.dispatch_id and d.%s)"
        .formatted(row, row, row, how);
  }
}
