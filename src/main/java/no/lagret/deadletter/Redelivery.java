package no.lagret.deadletter;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.ledger.Census;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.PageRequest;
import no.lagret.report.Dispatch;

/**
 * Sends exactly one dead letter back to delivery: taken, copied and told in one transaction.
 * Whether it was settled only the ledger can say; a letter that is not to be had may be in work.
 */
final class Redelivery {

  private final Queues queues;
  private final LetterQueue letters;
  private final LedgerEvents events;
  private final Ledger ledger;
  private final Census.Remedies remedies;

  Redelivery(Queues queues, LedgerEvents events, Ledger ledger, Census.Remedies remedies) {
    this.queues = queues;
    this.letters = new LetterQueue(queues);
    this.events = events;
    this.ledger = ledger;
    this.remedies = remedies;
  }

  /** How far the letter is after this try. */
  JobLetter.State attempt(JobLetter letter, String actor) {
    boolean settled =
        ledger.deadLetter(letter.letterId()).map(DeadLetterRow::settledAt).isPresent();
    if (settled) {
      return byThisJob(letter) ? JobLetter.State.REDELIVERED : JobLetter.State.SETTLED_BEFORE;
    }
    AtomicBoolean taken = new AtomicBoolean();
    try {
      queues.together(() -> taken.set(move(letter, actor)));
    } catch (NotNow e) {
      return JobLetter.State.PENDING;
    }
    return taken.get() ? JobLetter.State.REDELIVERED : JobLetter.State.PENDING;
  }

  /** A process that died between commit and note finds its own event here. */
  private boolean byThisJob(JobLetter letter) {
    EventFilter redelivered =
        new EventFilter(
            null, null, null, Set.of(EventType.REDELIVERED), letter.letterId(), null, null);
    return ledger.events(redelivered, PageRequest.first()).items().stream()
        .anyMatch(row -> letter.jobId().equals(row.event().facts().get(Fact.JOB)));
  }

  private boolean move(JobLetter letter, String actor) {
    LetterMessage found = letters.take(letter.letterId());
    if (found == null) {
      return false;
    }
    if (found.isUnproven()) {
      proveAnew(found);
    } else {
      queues.send(Queue.REPORTS, found.body(), found.reborn());
    }
    events.record(
        LedgerEvent.of(EventType.REDELIVERED, found.dispatch(), found.nextStep())
            .with(Fact.LETTER, letter.letterId())
            .with(Fact.JOB, letter.jobId())
            .by(actor));
    return true;
  }

  /**
   * What tried to confirm without proof holds no report: proved by a read-back, or fetched again.
   */
  private void proveAnew(LetterMessage found) {
    Dispatch dispatch = found.dispatch();
    boolean brought =
        ledger
            .dispatch(dispatch.recipient(), dispatch.channel(), dispatch.dispatchId())
            .map(remedies::recover)
            .orElse(false);
    if (!brought) {
      throw new NotNow();
    }
  }

  /** Rolls back: the letter stays where it is. */
  private static final class NotNow extends RuntimeException {
    NotNow() {
      super("Neither proved nor fetched now", null, false, false);
    }
  }
}
