package no.lagret.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events by what they speak of. */
final class EventQueries {

  private final JdbcClient jdbc;

  EventQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Page<EventRow> page(EventFilter filter, PageRequest page) {
    Where where =
        new Where()
            .in("recipient", "recipients", filter.recipients())
            .in("type", "types", names(filter.types()))
            .and("report_id = :report", "report", filter.reportId())
            .and("dispatch_id = :dispatch", "dispatch", filter.dispatchId())
            .and("letter_id = :letter", "letter", filter.letterId())
            .and("actor = :actor", "actor", filter.actor())
            .and("at >= :from", "from", Timestamps.formatNullable(filter.from()))
            .and("at < :to", "to", Timestamps.formatNullable(filter.to()));
    return new Page<>(
        jdbc.sql(
                "select seq, hash, event from ledger"
                    + where
                    + " order by seq desc limit :size offset :start")
            .params(where.params())
            .param("size", page.size())
            .param("start", page.offset())
            .query(EventRow::of)
            .list(),
        jdbc.sql("select count(*) from ledger" + where)
            .params(where.params())
            .query(Long.class)
            .single());
  }

  List<EventRow> ofReport(String recipient, String reportId) {
    return jdbc.sql(
            """
            select seq, hash, event from ledger
            where report_id = :report and recipient = :recipient order by seq""")
        .param("report", reportId)
        .param("recipient", recipient)
        .query(EventRow::of)
        .list();
  }

  Optional<LedgerEvent> last(String recipient, Set<EventType> types) {
    return jdbc.sql(
            """
            select seq, hash, event from ledger
            where type in (:types) and recipient = :recipient order by seq desc limit 1""")
        .param("types", names(types))
        .param("recipient", recipient)
        .query(EventRow::of)
        .optional()
        .map(EventRow::event);
  }

  List<EventCount> counts(
      @Nullable Set<String> recipients, Set<EventType> types, Instant from, Instant to) {
    Where where =
        new Where()
            .in("recipient", "recipients", recipients)
            .in("type", "types", names(types))
            .and("at >= :from", "from", Timestamps.format(from))
            .and("at < :to", "to", Timestamps.format(to))
            .and("recipient is not null");
    return jdbc.sql(
            "select recipient, type, count(*) as n from ledger"
                + where
                + " group by recipient, type")
        .params(where.params())
        .query(
            (rs, n) ->
                new EventCount(
                    rs.getString("recipient"),
                    EventType.valueOf(rs.getString("type")),
                    rs.getLong("n")))
        .list();
  }

  private static @Nullable Set<String> names(@Nullable Set<EventType> types) {
    return types == null ? null : types.stream().map(EventType::name).collect(Collectors.toSet());
  }
}
