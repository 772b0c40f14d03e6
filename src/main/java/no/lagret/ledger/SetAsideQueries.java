package no.lagret.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which dispatches an operator asked to set aside. The request itself is the mark: it stands until
 * the dispatch, by its own order of events and not by arrival, has gone on from waiting.
 */
final class SetAsideQueries {

  private static final List<String> ANSWERS =
      Arrays.stream(EventType.values())
          .filter(type -> type == EventType.REDELIVERED || endsWaiting(type))
          .map(EventType::name)
          .toList();

  private static final String UNANSWERED =
      """
      select m.seq, m.hash, m.event from ledger m
      where m.type = 'SET_ASIDE_ASKED' and not exists (
        select 1 from ledger l
        where l.recipient = m.recipient and l.channel = m.channel
          and l.dispatch_id = m.dispatch_id and l.type in (:answers)
          and (l.generation, l.step) > (m.generation, m.step))""";

  private final JdbcClient jdbc;

  SetAsideQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private static boolean endsWaiting(EventType type) {
    return type.state()
        .filter(state -> state != ReportState.QUEUED && state != ReportState.AWAITING_RECEIPT)
        .isPresent();
  }

  List<LedgerEvent> open() {
    return jdbc
        .sql(UNANSWERED + " order by m.seq")
        .param("answers", ANSWERS)
        .query(EventRow::of)
        .list()
        .stream()
        .map(EventRow::event)
        .toList();
  }

  Optional<LedgerEvent> open(Dispatch dispatch) {
    return jdbc.sql(
            UNANSWERED
                + """

                  and m.recipient = :recipient and m.channel = :channel
                  and m.dispatch_id = :dispatch
                order by m.seq limit 1""")
        .param("answers", ANSWERS)
        .param("recipient", dispatch.recipient())
        .param("channel", dispatch.channel().name())
        .param("dispatch", dispatch.dispatchId())
        .query(EventRow::of)
        .optional()
        .map(EventRow::event);
  }
}
