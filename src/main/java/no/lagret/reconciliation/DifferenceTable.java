package no.lagret.reconciliation;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.ledger.Where;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where differences stand and grow old. Many are written at a time. */
final class DifferenceTable {

  private static final int AT_A_TIME = 1_000;

  private final JdbcTemplate batches;
  private final JdbcClient jdbc;

  DifferenceTable(JdbcTemplate batches) {
    this.batches = batches;
    this.jdbc = JdbcClient.create(batches);
  }

  /** A difference found, and until when the portal keeps its copy of the report. */
  record New(Found found, @Nullable Instant askBy) {}

  List<Difference> standing(String recipient) {
    return jdbc.sql("select * from difference where recipient = :recipient and settled_at is null")
        .param("recipient", recipient)
        .query(Difference::of)
        .list();
  }

  List<Difference> standingOf(String recipient, String reportId) {
    return jdbc.sql(
            """
            select * from difference
            where recipient = :recipient and report_id = :report and settled_at is null""")
        .param("recipient", recipient)
        .param("report", reportId)
        .query(Difference::of)
        .list();
  }

  /** When persons settled what; it stays settled until something moves again. */
  Map<String, Instant> settledByPersons(String recipient) {
    Map<String, Instant> settled = new HashMap<>();
    jdbc.sql(
            """
            select kind, subject, max(settled_at) as at from difference
            where recipient = :recipient and settled_by is not null group by kind, subject""")
        .param("recipient", recipient)
        .query(
            (rs, n) ->
                settled.put(
                    rs.getString("kind") + " " + rs.getString("subject"),
                    Instant.parse(rs.getString("at"))))
        .list();
    return settled;
  }

  void add(String recipient, Collection<New> found, Instant now) {
    String at = Timestamps.format(now);
    batches.batchUpdate(
        """
        insert into difference (id, recipient, kind, subject, report_id, dispatch_id, at, reports,
          since, seen_at, ask_by)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (recipient, kind, subject) where settled_at is null do nothing""",
        found,
        AT_A_TIME,
        (row, each) -> {
          row.setString(1, UUID.randomUUID().toString());
          row.setString(2, recipient);
          row.setString(3, each.found().kind().name());
          row.setString(4, each.found().subject());
          row.setString(5, each.found().reportId());
          row.setString(6, each.found().dispatchId());
          row.setString(7, Timestamps.formatNullable(each.found().at()));
          row.setInt(8, each.found().count());
          row.setString(9, at);
          row.setString(10, at);
          row.setString(11, Timestamps.formatNullable(each.askBy()));
        });
  }

  /** They were found once more. */
  void seen(Collection<Difference> differences, Map<String, Found> found, Instant now) {
    batches.batchUpdate(
        "update difference set seen_at = ?, reports = ? where id = ? and settled_at is null",
        differences,
        AT_A_TIME,
        (row, each) -> {
          Found again = found.get(each.key());
          row.setString(1, Timestamps.format(now));
          row.setInt(2, again == null ? each.reports() : again.count());
          row.setString(3, each.id());
        });
  }

  /** A comparison saw them well. */
  void seenWell(Collection<Difference> differences, Instant now) {
    batches.batchUpdate(
        "update difference set settled_at = ? where id = ? and settled_at is null",
        differences,
        AT_A_TIME,
        (row, each) -> {
          row.setString(1, Timestamps.format(now));
          row.setString(2, each.id());
        });
  }

  /** Whether it stood until now. */
  boolean settle(String id, String user, @Nullable String textDigest, Instant now) {
    return jdbc.sql(
                """
                update difference set settled_at = :at, settled_by = :by, text_digest = :text
                where id = :id and settled_at is null""")
            .param("at", Timestamps.format(now))
            .param("by", user)
            .param("text", textDigest)
            .param("id", id)
            .update()
        > 0;
  }

  Optional<Difference> find(String id) {
    return jdbc.sql("select * from difference where id = :id")
        .param("id", id)
        .query(Difference::of)
        .optional();
  }

  /** How many stand of each kind. */
  Map<DifferenceKind, Long> counts(@Nullable Set<String> recipients) {
    Map<DifferenceKind, Long> counts = new HashMap<>();
    Where where = new DifferenceFilter(recipients, null, null, false, null).where();
    jdbc.sql("select kind, count(*) as n from difference" + where + " group by kind")
        .params(where.params())
        .query((rs, n) -> counts.put(DifferenceKind.valueOf(rs.getString(1)), rs.getLong(2)))
        .list();
    return counts;
  }

  Page<Difference> page(DifferenceFilter filter, PageRequest page) {
    Where where = filter.where();
    List<Difference> items =
        jdbc.sql(
                "select * from difference"
                    + where
                    + " order by settled_at is not null, since, id limit :size offset :start")
            .params(where.params())
            .param("size", page.size())
            .param("start", page.offset())
            .query(Difference::of)
            .list();
    long total =
        jdbc.sql("select count(*) from difference" + where)
            .params(where.params())
            .query(Long.class)
            .single();
    return new Page<>(items, total);
  }
}
