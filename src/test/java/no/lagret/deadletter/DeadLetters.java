package no.lagret.deadletter;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.delivery.ReportHeaders;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.WrittenLedger;
import no.lagret.report.Channel;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.sealing.Keyring;
import no.lagret.sealing.MacKeys;
import no.lagret.sealing.Stamp;

/** Puts invented reports among the dead letters. */
public final class DeadLetters {

  private final Queues queues;
  private final WrittenLedger ledger;

  public DeadLetters(Queues queues, WrittenLedger ledger) {
    this.queues = queues;
    this.ledger = ledger;
  }

  /** A dead letter in the ledger and in its queue. */
  public Letter add(String recipient, DeadLetterReason reason) {
    Letter letter = told(recipient, reason);
    queue(letter);
    return letter;
  }

  /** The same of a PDF that was sealed and stamped as it should be. */
  public Letter addReadable(
      String recipient, DeadLetterReason reason, byte[] pdf, Keyring keys, MacKeys stampKeys) {
    Letter letter = told(recipient, reason, keys.seal(pdf));
    Letter stamped =
        new Letter(
            letter.id(),
            letter.dispatch(),
            letter.body(),
            stampKeys.mac(Stamp.content(letter.dispatch(), letter.body())));
    queue(stamped);
    return stamped;
  }

  Letter told(String recipient, DeadLetterReason reason) {
    byte[] body = new byte[100_000];
    body[0] = 7;
    return told(recipient, reason, body);
  }

  private Letter told(String recipient, DeadLetterReason reason, byte[] body) {
    Dispatch dispatch =
        new Dispatch(
            recipient,
            Channel.SVARINN,
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            1,
            Instant.parse("2026-11-20T08:00:00Z"),
            Instant.parse("2026-11-20T08:05:00Z"),
            null,
            Digests.sha256(body),
            body.length);
    Letter letter = new Letter(UUID.randomUUID().toString(), dispatch, body, "a stamp");
    ledger.write(
        LedgerEvent.of(EventType.QUEUED, dispatch, 1),
        LedgerEvent.of(EventType.DEAD_LETTERED, dispatch, 4)
            .with(Fact.LETTER, letter.id())
            .with(Fact.REASON, reason)
            .with(Fact.ATTEMPT, 3));
    return letter;
  }

  void queue(Letter letter) {
    Dispatch dispatch = letter.dispatch();
    Map<String, Object> properties = new HashMap<>();
    properties.put(ReportHeaders.RECIPIENT, dispatch.recipient());
    properties.put(ReportHeaders.CHANNEL, dispatch.channel().name());
    properties.put(ReportHeaders.REPORT, dispatch.reportId());
    properties.put(ReportHeaders.DISPATCH, dispatch.dispatchId());
    properties.put(ReportHeaders.GENERATION, 1);
    properties.put(ReportHeaders.STEP, 4);
    properties.put(ReportHeaders.RECEIVED_AT, dispatch.receivedAt().toEpochMilli());
    properties.put(ReportHeaders.SEALED_SHA256, dispatch.sealedSha256());
    properties.put(ReportHeaders.SEALED_SIZE, dispatch.sealedSize());
    properties.put(ReportHeaders.SENT_AT, dispatch.sentAt().toEpochMilli());
    properties.put(ReportHeaders.STAMP, letter.stamp());
    properties.put(ReportHeaders.FAILED + "FALSE_RECEIPT", 3);
    properties.put(ReportHeaders.FIRST_FAILURE_AT, 1L);
    properties.put(ReportHeaders.LAST_FAILURE_AT, 2L);
    properties.put(ReportHeaders.LETTER, letter.id());
    properties.put(ReportHeaders.REASON, "FALSE_RECEIPT");
    properties.put(ReportHeaders.QUEUE, Queue.REPORTS.address());
    queues.send(Queue.DEAD_LETTERS, letter.body(), properties);
  }

  /** One of them. */
  public record Letter(String id, Dispatch dispatch, byte[] body, String stamp) {}
}
