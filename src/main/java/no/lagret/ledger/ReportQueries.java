package no.lagret.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import no.lagret.report.ReportState;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports as groups of dispatches, a page at a time. */
final class ReportQueries {

  /** The place of a state between least and most settled, as in {@link ReportState}. */
  static final String SETTLED =
      Arrays.stream(ReportState.values())
          .map(s -> "when '" + s + "' then " + s.ordinal())
          .collect(Collectors.joining(" ", "min(case state ", " end)"));

  private final JdbcClient jdbc;

  ReportQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Page<ReportView> page(ReportFilter filter, PageRequest page) {
    Where where = new Where().in("recipient", "recipients", filter.recipients());
    if (filter.q() != null) {
      where.and(
          """
          exists (select 1 from dispatch f
            where f.recipient = dispatch.recipient and f.report_id = dispatch.report_id
            and (lower(f.report_id) like lower(:q) escape '!' or lower(f.dispatch_id) like lower(:q) escape '!'
              or lower(f.journal_reference) like lower(:q) escape '!'))""",
          "q",
          Like.beginsWith(filter.q()));
    }
    Where having =
        new Where()
            .and("min(received_at) >= :from", "from", Timestamps.formatNullable(filter.from()))
            .and("min(received_at) < :to", "to", Timestamps.formatNullable(filter.to()))
            .and(
                SETTLED + " = :state",
                "state",
                filter.state() == null ? null : filter.state().ordinal());
    String groups =
        "select recipient, report_id, min(received_at) as first_at from dispatch"
            + where
            + " group by recipient, report_id"
            + having.toString().replaceFirst(" where ", " having ");
    List<ReportView> items =
        jdbc
            .sql(groups + " order by first_at desc, recipient, report_id limit :size offset :start")
            .params(where.params())
            .params(having.params())
            .param("size", page.size())
            .param("start", page.offset())
            .query((rs, n) -> List.of(rs.getString("recipient"), rs.getString("report_id")))
            .list()
            .stream()
            .map(key -> view(key.get(0), key.get(1)))
            .toList();
    long total =
        jdbc.sql("select count(*) from (" + groups + ") as found")
            .params(where.params())
            .params(having.params())
            .query(Long.class)
            .single();
    return new Page<>(items, total);
  }

  private ReportView view(String recipient, String reportId) {
    return new ReportView(recipient, reportId, dispatches(recipient, reportId), List.of());
  }

  List<DispatchRow> dispatches(String recipient, String reportId) {
    return jdbc.sql(
            """
            select * from dispatch where recipient = :recipient and report_id = :report
            order by received_at, dispatch_id""")
        .param("recipient", recipient)
        .param("report", reportId)
        .query(DispatchRow::of)
        .list();
  }

  List<String> recipients(String reportId) {
    return jdbc.sql(
            "select distinct recipient from dispatch where report_id = :report order by recipient")
        .param("report", reportId)
        .query(String.class)
        .list();
  }
}
