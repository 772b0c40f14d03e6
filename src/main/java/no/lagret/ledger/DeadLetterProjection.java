package no.lagret.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the table of dead letters, open and settled. */
final class DeadLetterProjection {

  private static final List<String> MOVING =
      Arrays.stream(EventType.values())
          .filter(type -> type.state().isPresent())
          .map(Enum::name)
          .toList();

  /** What moved the dispatch of a letter on: sent back, settled, or replaced by a new copy. */
  static final String MOVED_ON =
      """
      from ledger m
      where m.recipient = dead_letter.recipient and m.channel = dead_letter.channel
        and m.dispatch_id = dead_letter.dispatch_id
        and (m.generation > dead_letter.generation
          or (m.generation = dead_letter.generation and m.step > dead_letter.step))
        and m.type in (%s)"""
          .formatted("'" + String.join("', '", MOVING) + "'");

  private final JdbcClient jdbc;

  DeadLetterProjection(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes in an event that is in the chain already. */
  void apply(LedgerEvent event) {
    if (event.type() == EventType.DEAD_LETTERED) {
      insert(event, Objects.requireNonNull(event.facts().get(Fact.LETTER)));
    }
    if (event.type().state().isPresent()) {
      settle(event);
    }
  }

  private void insert(LedgerEvent event, String letter) {
    jdbc.sql(
            """
            insert into dead_letter (letter_id, recipient, channel, report_id, dispatch_id,
              generation, step, reason, detail, attempts, first_at, last_at, text_digest)
            values (:letter, :recipient, :channel, :report, :dispatch,
              :generation, :step, :reason, :detail, :attempts, :first, :last, :text)
            on conflict (letter_id) do nothing""")
        .param("letter", letter)
        .param("recipient", event.recipient())
        .param("channel", Objects.requireNonNull(event.channel()).name())
        .param("report", event.reportId())
        .param("dispatch", event.dispatchId())
        .param("generation", event.generation())
        .param("step", event.step())
        .param("reason", event.facts().get(Fact.REASON))
        .param("detail", event.facts().get(Fact.DETAIL))
        .param("attempts", event.fact(Fact.ATTEMPT).map(Long::valueOf).orElse(0L))
        .param("first", event.fact(Fact.FIRST_AT).orElseGet(() -> Timestamps.format(event.at())))
        .param("last", event.fact(Fact.LAST_AT).orElseGet(() -> Timestamps.format(event.at())))
        .param("text", event.facts().get(Fact.TEXT_DIGEST))
        .update();
  }

  /** By the first event that moved the dispatch on: it may have come before the letter. */
  private void settle(LedgerEvent event) {
    jdbc.sql(
            """
            update dead_letter set (settled_at, settled_by_event) = (
              select m.at, m.id %s order by m.generation, m.step, m.id limit 1)
            where report_id = :report and dispatch_id = :dispatch"""
                .formatted(MOVED_ON))
        .param("report", event.reportId())
        .param("dispatch", event.dispatchId())
        .update();
  }
}
