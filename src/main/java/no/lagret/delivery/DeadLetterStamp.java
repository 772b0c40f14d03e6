package no.lagret.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.DeadLetterReason;
import no.lagret.sealing.Keyring;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lays a report aside for a person, with all that person needs to know, and tells the ledger. */
final class DeadLetterStamp {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterStamp.class);

  private final Queues queues;
  private final LedgerEvents ledger;
  private final PerRecipient<Keyring> keys;
  private final InstantSource clock;

  DeadLetterStamp(
      Queues queues, LedgerEvents ledger, PerRecipient<Keyring> keys, InstantSource clock) {
    this.queues = queues;
    this.ledger = ledger;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Puts the report among the dead letters, within the caller's transaction.
   *
   * @param code one word of a closed list
   * @param detail the gateway's own words
   * @param foreignText what the case system wrote; kept sealed
   */
  void put(
      QueuedReport report,
      DeadLetterReason reason,
      String code,
      String detail,
      @Nullable String foreignText) {
    LedgerEvent event = lay(report, reason, code, detail);
    Keyring ours = keys.of(report.dispatch().recipient());
    if (foreignText != null && ours.canSeal()) {
      ledger.record(event, ours.seal(foreignText.getBytes(UTF_8)));
    } else {
      ledger.record(event);
    }
  }

  /**
   * The same because an operator asked for it. The operator's words are sealed in the ledger's
   * table already; the dead letter carries their digest.
   */
  void setAside(QueuedReport report, LedgerEvent asked) {
    ledger.record(
        lay(report, DeadLetterReason.SET_ASIDE, "SET_ASIDE", "Set aside by an operator")
            .with(Fact.CAUSE, asked.id())
            .with(Fact.TEXT_DIGEST, asked.facts().get(Fact.TEXT_DIGEST))
            .by(asked.actor()));
  }

  private LedgerEvent lay(
      QueuedReport report, DeadLetterReason reason, String code, String detail) {
    String letter = UUID.randomUUID().toString();
    QueuedReport next = report.next(report.attempts());
    Instant now = clock.instant();
    Attempts attempts = report.attempts();
    Map<String, Object> properties = next.properties();
    properties.put(ReportHeaders.LETTER, letter);
    properties.put(ReportHeaders.REASON, reason.name());
    properties.put(ReportHeaders.QUEUE, report.queue().address());
    queues.send(Queue.DEAD_LETTERS, report.body(), properties);
    LedgerEvent event =
        LedgerEvent.of(EventType.DEAD_LETTERED, report.dispatch(), next.step())
            .with(Fact.LETTER, letter)
            .with(Fact.REASON, reason)
            .with(Fact.FAILURE_CODE, code)
            .with(Fact.DETAIL, inLedgersLetters(detail))
            .with(Fact.QUEUE, report.queue().address())
            .with(Fact.ATTEMPT, attempts.total())
            .with(Fact.FIRST_AT, attempts.first() == null ? now : attempts.first())
            .with(Fact.LAST_AT, attempts.last() == null ? now : attempts.last());
    LOG.warn(
        "{} is a dead letter ({}): {}. A person must settle letter {}",
        report.dispatch(),
        reason,
        detail,
        letter);
    return event;
  }

  /** The ledger refuses other characters, and a report must not fail for how its failure reads. */
  private static String inLedgersLetters(String detail) {
    String plain = detail.replaceAll("[^A-Za-z0-9 .,:;()/_%=+-]", "_");
    return plain.substring(0, Math.min(plain.length(), 300));
  }
}
