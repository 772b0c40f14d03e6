package no.lagret.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the table of dead letters, open and settled. */
final class DeadLetterProjection {

  static final List<String> SETTLING =
      Arrays.stream(EventType.values())
          .filter(EventType::settlesLetter)
          .map(EventType::name)
          .toList();

  private final JdbcClient jdbc;

  DeadLetterProjection(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes in an event that is in the chain already. */
  void apply(LedgerEvent event) {
    String letter = event.facts().get(Fact.LETTER);
    if (letter == null) {
      return;
    }
    if (event.type() == EventType.DEAD_LETTERED) {
      insert(event, letter);
    }
    if (event.type().state().isPresent()) {
      settle(letter);
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

  /** Looks for the first event that settles the letter: it may have come before the letter. */
  private void settle(String letter) {
    jdbc.sql(
            """
            select id, at from ledger where letter_id = :letter and type in (:settling)
            order by generation, step, id limit 1""")
        .param("letter", letter)
        .param("settling", SETTLING)
        .query()
        .listOfRows()
        .forEach(
            by ->
                jdbc.sql(
                        """
                        update dead_letter set settled_at = :at, settled_by_event = :id
                        where letter_id = :letter""")
                    .param("at", by.get("at"))
                    .param("id", by.get("id"))
                    .param("letter", letter)
                    .update());
  }
}
