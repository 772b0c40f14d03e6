package no.lagret.reconciliation;

import java.time.Instant;
import java.util.List;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What persons did about differences; of their words only the digests. */
final class StepTable {

  private final JdbcClient jdbc;

  StepTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(String differenceId, DifferenceStep step) {
    jdbc.sql(
            """
            insert into difference_step (id, difference_id, at, by_user, step, text_digest)
            values (:id, :difference, :at, :by, :step, :text)""")
        .param("id", step.id())
        .param("difference", differenceId)
        .param("at", Timestamps.format(step.at()))
        .param("by", step.by())
        .param("step", step.kind().name())
        .param("text", step.text())
        .update();
  }

  List<DifferenceStep> of(String differenceId) {
    return jdbc.sql("select * from difference_step where difference_id = :id order by at, id")
        .param("id", differenceId)
        .query(
            (rs, n) ->
                new DifferenceStep(
                    rs.getString("id"),
                    Instant.parse(rs.getString("at")),
                    rs.getString("by_user"),
                    DifferenceStep.Kind.valueOf(rs.getString("step")),
                    rs.getString("text_digest")))
        .list();
  }
}
