package no.lagret.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import no.lagret.report.ReportState;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Figures over all reports, out of indexes alone. */
final class FigureQueries {

  private static final List<String> WAITING =
      Stream.of(ReportState.values()).filter(s -> !s.isFinal()).map(ReportState::name).toList();

  private final JdbcClient jdbc;

  FigureQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  StateFigures ofStates(String recipient) {
    Map<ReportState, Long> counts = new EnumMap<>(ReportState.class);
    Stream.of(ReportState.values()).forEach(state -> counts.put(state, 0L));
    jdbc.sql(
            "select settled, count(*) as n from (select "
                + ReportQueries.SETTLED
                + """
                 as settled from dispatch where recipient = :recipient group by report_id) as r
                group by settled""")
        .param("recipient", recipient)
        .query((rs, n) -> counts.put(ReportState.values()[rs.getInt("settled")], rs.getLong("n")))
        .list();
    Map<ReportState, Instant> oldest = new EnumMap<>(ReportState.class);
    jdbc.sql(
            """
            select state, min(received_at) as oldest from dispatch
            where recipient = :recipient and state in (:waiting) group by state""")
        .param("recipient", recipient)
        .param("waiting", WAITING)
        .query(
            (rs, n) ->
                oldest.put(
                    ReportState.valueOf(rs.getString("state")),
                    Instant.parse(rs.getString("oldest"))))
        .list();
    return new StateFigures(counts, oldest);
  }

  /** When such an event of the same dispatch was told last. */
  Optional<Instant> lastOf(EventType type, LedgerEvent same) {
    return jdbc.sql(
            """
            select at from ledger where recipient = :recipient and channel = :channel
              and dispatch_id = :dispatch and type = :type order by seq desc limit 1""")
        .param("recipient", same.recipient())
        .param("channel", same.channel() == null ? null : same.channel().name())
        .param("dispatch", same.dispatchId())
        .param("type", type.name())
        .query((rs, n) -> Instant.parse(rs.getString("at")))
        .optional();
  }
}
