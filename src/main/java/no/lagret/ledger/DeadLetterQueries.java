package no.lagret.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dead letters, open ones and settled ones. */
final class DeadLetterQueries {

  private final JdbcClient jdbc;

  DeadLetterQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<DeadLetterRow> byId(String letterId) {
    return jdbc.sql("select * from dead_letter where letter_id = :letter")
        .param("letter", letterId)
        .query(DeadLetterRow::of)
        .optional();
  }

  List<DeadLetterGroup> groups(@Nullable Set<String> recipients) {
    Where where = new Where().in("recipient", "recipients", recipients);
    where.and("settled_at is null");
    return jdbc.sql(
            """
            select reason, count(*) as n, min(first_at) as first_at, max(last_at) as last_at
            from dead_letter%s group by reason order by max(last_at) desc"""
                .formatted(where))
        .params(where.params())
        .query(DeadLetterGroup::of)
        .list();
  }

  Page<DeadLetterRow> page(DeadLetterFilter filter, DeadLetterOrder order, PageRequest page) {
    Where where =
        new Where()
            .in("recipient", "recipients", filter.recipients())
            .and(
                "reason = :reason",
                "reason",
                filter.reason() == null ? null : filter.reason().name())
            .and("last_at >= :from", "from", Timestamps.formatNullable(filter.from()))
            .and("last_at < :to", "to", Timestamps.formatNullable(filter.to()));
    if (filter.q() != null) {
      where.and(
          """
          (lower(letter_id) like lower(:q) escape '!' or lower(report_id) like lower(:q) escape '!'
            or lower(dispatch_id) like lower(:q) escape '!')""",
          "q",
          Like.beginsWith(filter.q()));
    }
    if (filter.settled() != null) {
      where.and("settled_at is " + (filter.settled() ? "not null" : "null"));
    }
    return new Page<>(
        jdbc.sql(
                "select * from dead_letter"
                    + where
                    + " order by "
                    + order.sql()
                    + " limit :size offset :start")
            .params(where.params())
            .param("size", page.size())
            .param("start", page.offset())
            .query(DeadLetterRow::of)
            .list(),
        jdbc.sql("select count(*) from dead_letter" + where)
            .params(where.params())
            .query(Long.class)
            .single());
  }
}
