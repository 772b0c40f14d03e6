package no.lagret.ledger;

import java.util.Optional;
import no.lagret.report.Timestamps;
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

  Page<DeadLetterRow> page(DeadLetterFilter filter, PageRequest page) {
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
          (letter_id like :q escape '!' or report_id like :q escape '!'
            or dispatch_id like :q escape '!')""",
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
                    + " order by last_at desc, letter_id limit :size offset :start")
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
