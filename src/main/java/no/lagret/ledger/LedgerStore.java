package no.lagret.ledger;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import no.lagret.report.Digests;
import no.lagret.report.Timestamps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Writes a batch into chain and projections: all of it or nothing. */
final class LedgerStore {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerStore.class);

  private final JdbcClient jdbc;
  private final TransactionOperations transaction;
  private final InstantSource clock;
  private final WrittenEvents listener;
  private final DispatchProjection dispatches;
  private final DeadLetterProjection deadLetters;
  private final Replies replies;

  LedgerStore(JdbcClient jdbc, TransactionOperations transaction, InstantSource clock) {
    this(jdbc, transaction, clock, event -> {});
  }

  LedgerStore(
      JdbcClient jdbc,
      TransactionOperations transaction,
      InstantSource clock,
      WrittenEvents listener) {
    this.listener = listener;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.dispatches = new DispatchProjection(jdbc);
    this.deadLetters = new DeadLetterProjection(jdbc);
    this.replies = new Replies(jdbc);
  }

  /** Writes the batch; an event that is there already changes nothing. */
  void write(List<LedgerMessage> batch) {
    List<LedgerEvent> added = new ArrayList<>();
    transaction.executeWithoutResult(
        status -> {
          LedgerHead head = head(jdbc);
          for (LedgerMessage message : batch) {
            if (message instanceof LedgerMessage.Told told) {
              LedgerHead next = append(head, told);
              if (next != head) {
                added.add(told.event());
              }
              head = next;
            } else if (message instanceof LedgerMessage.Strange strange) {
              quarantine(strange);
            }
          }
        });
    added.forEach(this::tell);
  }

  private void tell(LedgerEvent event) {
    try {
      listener.written(event);
    } catch (RuntimeException e) {
      LOG.debug("A figure is missing for event {}", event.id(), e);
    }
  }

  static LedgerHead head(JdbcClient jdbc) {
    return jdbc.sql("select seq, hash from ledger order by seq desc limit 1")
        .query((rs, n) -> new LedgerHead(rs.getLong("seq"), rs.getString("hash")))
        .optional()
        .orElse(Chain.GENESIS);
  }

  private LedgerHead append(LedgerHead head, LedgerMessage.Told told) {
    LedgerEvent event = told.event();
    LedgerHead next = new LedgerHead(head.seq() + 1, Chain.hash(head.hash(), told.body()));
    int added =
        jdbc.sql(
                """
                insert into ledger (seq, id, at, type, recipient, channel, report_id, dispatch_id,
                  generation, step, actor, letter_id, event, prev_hash, hash)
                values (:seq, :id, :at, :type, :recipient, :channel, :report, :dispatch,
                  :generation, :step, :actor, :letter, :event, :prev, :hash)
                on conflict (id) do nothing""")
            .param("seq", next.seq())
            .param("id", event.id())
            .param("at", Timestamps.format(event.at()))
            .param("type", event.type().name())
            .param("recipient", event.recipient())
            .param("channel", event.channel() == null ? null : event.channel().name())
            .param("report", event.reportId())
            .param("dispatch", event.dispatchId())
            .param("generation", event.generation())
            .param("step", event.step())
            .param("actor", event.actor())
            .param("letter", event.facts().get(Fact.LETTER))
            .param("event", new String(told.body(), StandardCharsets.UTF_8))
            .param("prev", head.hash())
            .param("hash", next.hash())
            .update();
    if (added == 0) {
      return head;
    }
    if (told.sealedText() != null) {
      keepText(event.facts().get(Fact.TEXT_DIGEST), told.sealedText());
    }
    dispatches.apply(event);
    deadLetters.apply(event);
    replies.apply(event);
    return next;
  }

  private void keepText(String digest, String sealed) {
    jdbc.sql(
            """
            insert into sealed_text (digest, sealed) values (:digest, :sealed)
            on conflict (digest) do nothing""")
        .param("digest", digest)
        .param("sealed", sealed)
        .update();
  }

  private void quarantine(LedgerMessage.Strange strange) {
    jdbc.sql(
            """
            insert into quarantine (digest, at, reason, stamp, size, body)
            values (:digest, :at, :reason, :stamp, :size, :body)
            on conflict (digest) do nothing""")
        .param("digest", Digests.sha256(strange.body()))
        .param("at", Timestamps.format(clock.instant()))
        .param("reason", strange.reason())
        .param("stamp", strange.stamp())
        .param("size", strange.body().length)
        .param("body", Base64.getEncoder().encodeToString(strange.body()))
        .update();
  }
}
