package no.lagret.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.sealing.Keyring;
import no.lagret.sealing.MacKeys;
import no.lagret.sealing.SealedBytes;
import no.lagret.sealing.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * Every copy of a dispatch that enters the queues comes from here: stamped, with a generation of
 * its own, and told to the ledger in the same transaction.
 */
public final class NewCopies {

  private final PerRecipient<Keyring> keys;
  private final MacKeys stampKeys;
  private final LedgerEvents ledger;
  private final Queues queues;
  private final DeadLetterStamp deadLetters;
  private final InstantSource clock;
  private final List<PortalCopies> portals;
  private final KeptCopies kept;

  NewCopies(
      PerRecipient<Keyring> keys,
      MacKeys stampKeys,
      LedgerEvents ledger,
      Queues queues,
      DeadLetterStamp deadLetters,
      InstantSource clock,
      List<PortalCopies> portals,
      KeptCopies kept) {
    this.keys = keys;
    this.stampKeys = stampKeys;
    this.ledger = ledger;
    this.queues = queues;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.portals = portals;
    this.kept = kept;
  }

  /**
   * Makes the message of a dispatch just fetched and tells the ledger. The caller sends it to
   * {@code lagret.reports} within the same transaction.
   *
   * @param fetched what the portal gave; its digest, size and reception time are set here
   * @param bytes as they came; what came plain is sealed first
   */
  public NewCopy take(Dispatch fetched, byte[] bytes) {
    return take(fetched, bytes, Attempts.NONE, 1);
  }

  /**
   * The same of a dispatch that was taken before, as a new generation.
   *
   * @param attempts what was tried with the copies before
   */
  NewCopy again(Dispatch before, byte[] bytes, Attempts attempts) {
    return take(nextGeneration(before), bytes, attempts, 1);
  }

  /**
   * Keeps where the bytes of a dispatch lie, in {@code lagret.fetches}, and tells the ledger; in a
   * transaction of its own.
   *
   * @param pointer by which the channel finds them
   */
  public void fetchLater(Dispatch told, String pointer) {
    queues.together(
        () -> {
          NewCopy copy = take(told, pointer.getBytes(UTF_8), Attempts.NONE, 1, Queue.FETCHES);
          queues.send(Queue.FETCHES, copy.body(), copy.properties());
        });
  }

  /**
   * Keeps what came and cannot be taken for a report, and lays it before a person; in a transaction
   * of its own.
   *
   * @param code one word of a closed list
   * @param detail the gateway's own words
   * @param foreignText what came with it; kept sealed
   */
  public void layAside(
      Dispatch came, byte[] bytes, String code, String detail, @Nullable String foreignText) {
    queues.together(
        () -> {
          NewCopy copy = take(came, bytes);
          deadLetters.put(
              QueuedReport.read(copy.properties(), copy.body(), Queue.REPORTS, 1),
              DeadLetterReason.UNREADABLE,
              code,
              detail,
              foreignText);
        });
  }

  private NewCopy take(Dispatch fetched, byte[] bytes, Attempts attempts, int step) {
    return take(fetched, bytes, attempts, step, Queue.REPORTS);
  }

  private NewCopy take(Dispatch fetched, byte[] bytes, Attempts attempts, int step, Queue queue) {
    byte[] sealed = isClear(bytes) ? keys.of(fetched.recipient()).seal(bytes) : bytes;
    Dispatch dispatch =
        new Dispatch(
            fetched.recipient(),
            fetched.channel(),
            fetched.reportId(),
            fetched.dispatchId(),
            fetched.generation(),
            fetched.sentAt(),
            java.time.Instant.ofEpochMilli(clock.millis()),
            fetched.pdfSha256(),
            Digests.sha256(sealed),
            sealed.length,
            fetched.replyAccount());
    QueuedReport report =
        new QueuedReport(
            dispatch,
            step,
            attempts,
            stampKeys.mac(Stamp.content(dispatch, sealed)),
            sealed,
            queue,
            1);
    if (queue == Queue.REPORTS) {
      kept.keep(dispatch, sealed);
    }
    ledger.record(
        LedgerEvent.of(EventType.QUEUED, dispatch, step).with(Fact.QUEUE, queue.address()));
    Map<String, Object> properties = report.properties();
    properties.put(
        ReportHeaders.DUPLICATE_ID,
        String.join(
            ":",
            dispatch.channel().name(),
            dispatch.recipient(),
            dispatch.dispatchId(),
            String.valueOf(dispatch.generation())));
    return new NewCopy(dispatch, sealed, properties);
  }

  private static boolean isClear(byte[] bytes) {
    SealedBytes.Kind kind = SealedBytes.kindOf(bytes);
    return kind == SealedBytes.Kind.PDF || kind == SealedBytes.Kind.ZIP;
  }

  /**
   * Fetches the dispatch again and queues it as a new generation, within the caller's transaction.
   *
   * @param attempts what was tried with the copies before
   * @return false when the portal does not list it any more
   * @throws ClassifiedFailure OUTAGE when the portal cannot be asked now
   */
  boolean fetchAgain(Dispatch dispatch, Attempts attempts) throws ClassifiedFailure {
    for (PortalCopies portal : portals) {
      if (portal.channel() == dispatch.channel()) {
        byte[] bytes = portal.fetchAgain(dispatch);
        if (bytes == null) {
          return false;
        }
        NewCopy copy = again(dispatch, bytes, attempts);
        queues.send(Queue.REPORTS, copy.body(), copy.properties());
        return true;
      }
    }
    return false;
  }

  /**
   * Queues the kept copy of a dispatch as a new generation, in a transaction of its own. What
   * follows is as with any other: the case system is asked, and nothing counts without its proof.
   *
   * @return false when no copy of it was kept
   */
  public boolean deliverKept(Dispatch dispatch) {
    byte[] bytes = kept.read(dispatch.sealedSha256());
    if (bytes == null) {
      return false;
    }
    queues.together(
        () -> {
          NewCopy copy = take(nextGeneration(dispatch), bytes);
          queues.send(Queue.REPORTS, copy.body(), copy.properties());
        });
    return true;
  }

  private static Dispatch nextGeneration(Dispatch d) {
    return new Dispatch(
        d.recipient(),
        d.channel(),
        d.reportId(),
        d.dispatchId(),
        d.generation() + 1,
        d.sentAt(),
        d.receivedAt(),
        d.pdfSha256(),
        d.sealedSha256(),
        d.sealedSize(),
        d.replyAccount());
  }

  /**
   * A message to be sent.
   *
   * @param dispatch whose it is
   * @param body its bytes
   * @param properties its properties, the broker's duplicate id among them
   */
  public record NewCopy(Dispatch dispatch, byte[] body, Map<String, Object> properties) {}
}
