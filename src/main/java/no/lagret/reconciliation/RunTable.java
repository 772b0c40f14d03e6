package no.lagret.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Comparisons as they were ordered, and what came of them. */
final class RunTable {

  private final JdbcClient jdbc;

  RunTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether it was added: a day has one daily comparison. */
  boolean add(Reconciliation run) {
    return jdbc.sql(
                """
                insert into reconciliation (id, asked_at, asked_by, daily_for, recipient, from_at,
                  to_at, with_logs, state)
                values (:id, :at, :by, :day, :recipient, :from, :to, :logs, :state)
                on conflict (daily_for) do nothing""")
            .param("id", run.id())
            .param("at", Timestamps.format(run.askedAt()))
            .param("by", run.askedBy())
            .param("day", run.dailyFor() == null ? null : run.dailyFor().toString())
            .param("recipient", run.recipient())
            .param("from", Timestamps.format(run.period().from()))
            .param("to", Timestamps.format(run.period().to()))
            .param("logs", run.withLogs() ? 1 : 0)
            .param("state", run.state().name())
            .update()
        > 0;
  }

  boolean hasDaily(LocalDate day) {
    return jdbc.sql("select count(*) from reconciliation where daily_for = :day")
            .param("day", day.toString())
            .query(Long.class)
            .single()
        > 0;
  }

  boolean hasAnyDaily() {
    return jdbc.sql("select count(*) from reconciliation where daily_for is not null")
            .query(Long.class)
            .single()
        > 0;
  }

  void end(String id, Reconciliation.State state, Instant at) {
    jdbc.sql("update reconciliation set state = :state, ended_at = :at where id = :id")
        .param("state", state.name())
        .param("at", Timestamps.format(at))
        .param("id", id)
        .update();
  }

  List<Reconciliation> running() {
    return jdbc.sql("select * from reconciliation where state = 'RUNNING' order by asked_at, id")
        .query(RunTable::run)
        .list();
  }

  Optional<Reconciliation> find(String id) {
    return jdbc.sql("select * from reconciliation where id = :id")
        .param("id", id)
        .query(RunTable::run)
        .optional();
  }

  Optional<Reconciliation> lastDaily() {
    return jdbc.sql(
            """
            select * from reconciliation where daily_for is not null and state = 'DONE'
            order by daily_for desc limit 1""")
        .query(RunTable::run)
        .optional();
  }

  /**
   * Newest first.
   *
   * @param recipients configured names of those whose comparisons are asked for, beside those over
   *     all; null for any
   */
  Page<Reconciliation> page(@Nullable Set<String> recipients, PageRequest page) {
    boolean some = recipients != null && !recipients.isEmpty();
    String from =
        " from reconciliation"
            + (recipients == null ? "" : " where recipient is null")
            + (some ? " or recipient in (:recipients)" : "");
    Map<String, ?> params = some ? Map.of("recipients", recipients) : Map.of();
    return new Page<>(
        jdbc.sql("select *" + from + " order by asked_at desc, id limit :size offset :start")
            .params(params)
            .param("size", page.size())
            .param("start", page.offset())
            .query(RunTable::run)
            .list(),
        jdbc.sql("select count(*)" + from).params(params).query(Long.class).single());
  }

  /** Within the caller's transaction. */
  void addResult(String runId, ReconciliationResult result) {
    jdbc.sql(
            """
            insert into reconciliation_result (run_id, recipient, matched, not_known, differences)
            values (:run, :recipient, :matched, :unknown, :differences)
            on conflict (run_id, recipient) do nothing""")
        .param("run", runId)
        .param("recipient", result.recipient())
        .param("matched", result.matched())
        .param("unknown", result.notKnown())
        .param("differences", result.differences())
        .update();
    for (SideState side : result.sides()) {
      jdbc.sql(
              """
              insert into reconciliation_side (run_id, recipient, side, source, state, reports, why,
                digest, covers_from, covers_to)
              values (:run, :recipient, :side, :source, :state, :reports, :why, :digest, :from, :to)
              on conflict (run_id, recipient, side, source) do nothing""")
          .param("run", runId)
          .param("recipient", side.recipient())
          .param("side", side.side().name())
          .param("source", side.source().name())
          .param("state", side.state().name())
          .param("reports", side.reports())
          .param("why", side.why())
          .param("digest", side.digest())
          .param("from", side.covers() == null ? null : Timestamps.format(side.covers().from()))
          .param("to", side.covers() == null ? null : Timestamps.format(side.covers().to()))
          .update();
    }
  }

  Optional<ReconciliationResult> result(String runId, String recipient) {
    return results(runId).stream().filter(r -> r.recipient().equals(recipient)).findFirst();
  }

  List<ReconciliationResult> results(String runId) {
    List<SideState> sides =
        jdbc.sql("select * from reconciliation_side where run_id = :run order by side, source")
            .param("run", runId)
            .query(RunTable::side)
            .list();
    return jdbc.sql("select * from reconciliation_result where run_id = :run order by recipient")
        .param("run", runId)
        .query(
            (rs, n) -> {
              String recipient = rs.getString("recipient");
              return new ReconciliationResult(
                  recipient,
                  rs.getLong("matched"),
                  rs.getLong("not_known"),
                  rs.getLong("differences"),
                  sides.stream().filter(s -> s.recipient().equals(recipient)).toList());
            })
        .list();
  }

  private static SideState side(ResultSet rs, int row) throws SQLException {
    Instant from = Timestamps.parseNullable(rs.getString("covers_from"));
    Instant to = Timestamps.parseNullable(rs.getString("covers_to"));
    return new SideState(
        rs.getString("recipient"),
        SideState.Side.valueOf(rs.getString("side")),
        SideState.Source.valueOf(rs.getString("source")),
        SideState.State.valueOf(rs.getString("state")),
        rs.getLong("reports"),
        rs.getString("why"),
        rs.getString("digest"),
        from == null || to == null ? null : new Period(from, to));
  }

  private static Reconciliation run(ResultSet rs, int row) throws SQLException {
    String day = rs.getString("daily_for");
    return new Reconciliation(
        rs.getString("id"),
        Instant.parse(rs.getString("asked_at")),
        rs.getString("asked_by"),
        day == null ? null : LocalDate.parse(day),
        rs.getString("recipient"),
        new Period(
            Objects.requireNonNull(Timestamps.parseNullable(rs.getString("from_at"))),
            Objects.requireNonNull(Timestamps.parseNullable(rs.getString("to_at")))),
        rs.getInt("with_logs") > 0,
        Reconciliation.State.valueOf(rs.getString("state")),
        Timestamps.parseNullable(rs.getString("ended_at")));
  }
}
