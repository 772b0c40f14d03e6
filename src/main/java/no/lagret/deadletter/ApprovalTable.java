package no.lagret.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.report.Timestamps;
import no.lagret.sealing.HandBack;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where approvals outlive the process. Their text is the digest of the sealed one here. */
final class ApprovalTable {

  private final JdbcClient jdbc;

  ApprovalTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Approval approval) {
    jdbc.sql(
            """
            insert into approval (id, kind, letter_id, report_id, recipient, state, asked_at,
              asked_by, journal_reference, reason, text_digest, persons)
            values (:id, :kind, :letter, :report, :recipient, :state, :at,
              :by, :journal, :reason, :text, :persons)""")
        .param("id", approval.id())
        .param("kind", approval.kind().name())
        .param("letter", approval.letterId())
        .param("report", approval.reportId())
        .param("recipient", approval.recipient())
        .param("state", approval.state().name())
        .param("at", Timestamps.format(approval.askedAt()))
        .param("by", approval.askedBy())
        .param("journal", approval.journalReference())
        .param("reason", approval.reason() == null ? null : approval.reason().name())
        .param("text", approval.text())
        .param("persons", approval.persons())
        .update();
  }

  /** Ends an open one; one that has ended stays as it is. */
  void end(String id, Approval.State state, Instant at, @Nullable String by, int persons) {
    jdbc.sql(
            """
            update approval set state = :state, decided_at = :at, decided_by = :by,
              persons = :persons
            where id = :id and state = 'OPEN'""")
        .param("state", state.name())
        .param("at", Timestamps.format(at))
        .param("by", by)
        .param("persons", persons)
        .param("id", id)
        .update();
  }

  Optional<Approval> find(String id) {
    return jdbc.sql("select * from approval where id = :id")
        .param("id", id)
        .query(ApprovalTable::approval)
        .optional();
  }

  /** The last one of a letter, in whatever state. */
  Optional<Approval> last(String letterId) {
    return jdbc.sql(
            "select * from approval where letter_id = :letter order by asked_at desc, id limit 1")
        .param("letter", letterId)
        .query(ApprovalTable::approval)
        .optional();
  }

  List<Approval> open() {
    return jdbc.sql("select * from approval where state = 'OPEN' order by asked_at, id")
        .query(ApprovalTable::approval)
        .list();
  }

  /** Last asked first. */
  Page<Approval> page(
      @Nullable Set<String> recipients, Approval.@Nullable State state, PageRequest page) {
    if (recipients != null && recipients.isEmpty()) {
      return new Page<>(List.of(), 0);
    }
    Map<String, Object> params = new HashMap<>();
    String where = " where 1 = 1";
    if (recipients != null) {
      where += " and recipient in (:recipients)";
      params.put("recipients", recipients);
    }
    if (state != null) {
      where += " and state = :state";
      params.put("state", state.name());
    }
    return new Page<>(
        jdbc.sql(
                "select * from approval"
                    + where
                    + " order by asked_at desc, id limit :size offset :start")
            .params(params)
            .param("size", page.size())
            .param("start", page.offset())
            .query(ApprovalTable::approval)
            .list(),
        jdbc.sql("select count(*) from approval" + where)
            .params(params)
            .query(Long.class)
            .single());
  }

  private static Approval approval(ResultSet rs, int row) throws SQLException {
    String reason = rs.getString("reason");
    return new Approval(
        rs.getString("id"),
        Approval.Kind.valueOf(rs.getString("kind")),
        rs.getString("letter_id"),
        rs.getString("report_id"),
        rs.getString("recipient"),
        Approval.State.valueOf(rs.getString("state")),
        Instant.parse(rs.getString("asked_at")),
        rs.getString("asked_by"),
        rs.getString("journal_reference"),
        reason == null ? null : HandBack.Reason.valueOf(reason),
        rs.getString("text_digest"),
        Timestamps.parseNullable(rs.getString("decided_at")),
        rs.getString("decided_by"),
        rs.getInt("persons"));
  }
}
