package no.lagret.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.Queues;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.LedgerWriter;
import no.lagret.ledger.Reply;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the portal was told, and says it never got. A confirmation is proved anew and told again,
 * each time a little later; a hand-back is a person's business.
 */
public final class LostReplies {

  private static final Logger LOG = LoggerFactory.getLogger(LostReplies.class);
  private static final Duration LEDGER_WAIT = Duration.ofSeconds(30);

  /** How long after the portal's answer its id may take into the ledger. */
  private static final Duration COMMIT = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Ledger ledger;
  private final LedgerWriter writer;
  private final Queues queues;
  private final LedgerEvents events;
  private final Announcements announcements;
  private final DeliverySettings settings;
  private final Alarms alarms;
  private final InstantSource clock;

  LostReplies(
      Ledger ledger,
      LedgerWriter writer,
      Queues queues,
      LedgerEvents events,
      Announcements announcements,
      DeliverySettings settings,
      Alarms alarms,
      InstantSource clock) {
    this.ledger = ledger;
    this.writer = writer;
    this.queues = queues;
    this.events = events;
    this.announcements = announcements;
    this.settings = settings;
    this.alarms = alarms;
    this.clock = clock;
  }

  /**
   * Sets the dispatch of a confirmation that was lost back to STORED, durably, and confirms it
   * again. Told twice of the same reply, or of one that a later one has replaced, does nothing.
   *
   * @param recipient whose account was told so
   * @param replyId the portal's id of what got lost
   * @param cause the portal's id of the message that says so
   * @param longestCall how long a call that tells the portal may take: it may say that a reply was
   *     lost before it has answered with the reply's id
   * @return false when the ledger cannot say now which dispatch it was: ask again
   */
  public boolean lost(String recipient, String replyId, String cause, Duration longestCall) {
    if (!writer.awaitBarrier(LEDGER_WAIT)) {
      return false;
    }
    Reply reply = find(replyId, System.nanoTime() + longestCall.plus(COMMIT).toNanos());
    if (reply == null || !reply.recipient().equals(recipient)) {
      alarms.begin(
          Condition.REPLY_LOST,
          replyId,
          recipient,
          null,
          "The portal did not get a reply that the ledger does not know. If no report waits to be"
              + " confirmed, its answer got lost and it was sent again since: ask KS.");
      return true;
    }
    DispatchRow row =
        ledger.dispatch(reply.recipient(), reply.channel(), reply.dispatchId()).orElseThrow();
    List<Reply> replies = ledger.replies(row.dispatch());
    if (!replies.get(0).equals(reply)) {
      LOG.info("{} was told again since: the older reply is of no account", row.dispatch());
      return true;
    }
    if (reply.type() == EventType.HANDED_BACK) {
      alarms.begin(
          Condition.REPLY_LOST,
          reply.dispatchId(),
          recipient,
          null,
          "The portal did not get that dispatch "
              + reply.dispatchId()
              + " is handed back. Ask KS to send paper.");
      return true;
    }
    if (row.state() != ReportState.CONFIRMED) {
      return true;
    }
    begin(row, "The portal did not get our confirmation. It is told again.");
    LOG.warn("{} is stored, and the portal did not get it: it is told again", row.dispatch());
    queues.together(
        () ->
            events.record(
                LedgerEvent.of(EventType.REPLY_LOST, row.dispatch(), row.step() + 1)
                    .with(Fact.CAUSE, cause)));
    if (!writer.awaitBarrier(LEDGER_WAIT)) {
      return false;
    }
    again(row, replies.size());
    return true;
  }

  private @Nullable Reply find(String replyId, long end) {
    while (true) {
      Optional<Reply> reply = ledger.reply(replyId);
      if (reply.isPresent() || System.nanoTime() - end >= 0) {
        return reply.orElse(null);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        return null;
      }
    }
  }

  private void begin(DispatchRow row, String whatToDo) {
    alarms.begin(
        Condition.REPLY_LOST,
        row.dispatch().dispatchId(),
        row.dispatch().recipient(),
        row.dispatch().reportId(),
        whatToDo);
  }

  /** By the ledger it is stored and in no queue: what cannot be done now, the census does. */
  private void again(DispatchRow before, int told) {
    DispatchRow row =
        ledger
            .dispatch(
                before.dispatch().recipient(),
                before.dispatch().channel(),
                before.dispatch().dispatchId())
            .orElseThrow();
    try {
      if (!announcements.again(row, clock.instant().plus(settings.backoff(told)))) {
        begin(
            row,
            "The portal did not get our confirmation, and the case system does not hold the report"
                + " any more. Ask KS to send it again, and call the case system's vendor.");
      }
    } catch (ClassifiedFailure e) {
      LOG.info("{} is told again after the next census: {}", row.dispatch(), e.getMessage());
    }
  }
}
