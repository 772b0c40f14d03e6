package no.lagret.deadletter;

import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.delivery.Announcements;
import no.lagret.delivery.Unsealing;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.sealing.HandBack;
import no.lagret.sealing.HandBacks;
import org.jspecify.annotations.Nullable;

/**
 * Does what was approved: takes exactly that letter, sends it on and tells the ledger, in one
 * transaction.
 */
final class ApprovedSteps {

  private final Queues queues;
  private final LetterQueue letters;
  private final LedgerEvents events;
  private final Announcements announcements;
  private final HandBacks proofs;
  private final Unsealing unsealing;
  private final InstantSource clock;

  ApprovedSteps(
      Queues queues,
      LedgerEvents events,
      Announcements announcements,
      HandBacks proofs,
      Unsealing unsealing,
      InstantSource clock) {
    this.queues = queues;
    this.letters = new LetterQueue(queues);
    this.events = events;
    this.announcements = announcements;
    this.proofs = proofs;
    this.unsealing = unsealing;
    this.clock = clock;
  }

  /**
   * Does it.
   *
   * @param second who approved; null where the settings want no second person
   * @param found whether the case system holds the report under the journal reference
   * @return false when the letter is not to be had now: settled, or in work
   */
  boolean done(Approval approval, DeadLetterRow row, @Nullable String second, boolean found) {
    AtomicBoolean taken = new AtomicBoolean();
    queues.together(
        () -> {
          LetterMessage letter = letters.take(approval.letterId());
          if (letter != null) {
            events.record(approved(approval, row, second));
            if (approval.kind() == Approval.Kind.HAND_BACK) {
              handBack(approval, letter, second);
            } else {
              registerByHand(approval, letter, second, found);
            }
            taken.set(true);
          }
        });
    return taken.get();
  }

  private static LedgerEvent approved(
      Approval approval, DeadLetterRow row, @Nullable String second) {
    return LedgerEvent.of(EventType.APPROVED, row)
        .with(Fact.APPROVAL, approval.id())
        .with(Fact.JOURNAL_REFERENCE, approval.journalReference())
        .with(Fact.REASON, approval.reason())
        .with(Fact.PERSONS, persons(second))
        .by(second == null ? approval.askedBy() : second);
  }

  static int persons(@Nullable String second) {
    return second == null ? 1 : 2;
  }

  private void registerByHand(
      Approval approval, LetterMessage letter, @Nullable String second, boolean found) {
    String pdf = pdfSha256(letter);
    announcements.byHand(
        letter.dispatch(),
        letter.nextStep() - 1,
        Objects.requireNonNull(approval.journalReference()),
        stored ->
            stored
                .with(Fact.LETTER, approval.letterId())
                .with(Fact.APPROVAL, approval.id())
                .with(Fact.APPROVED_BY, second)
                .with(Fact.PERSONS, persons(second))
                .with(Fact.READ_BACK, found ? "RECEIPT_ONLY" : "NOT_LOOKED_UP")
                .with(Fact.PDF_SHA256, pdf)
                .by(approval.askedBy()));
  }

  /** So that a later dispatch can be told to be of the same; null where it cannot be opened. */
  private @Nullable String pdfSha256(LetterMessage letter) {
    Dispatch dispatch = letter.dispatch();
    try {
      unsealing.checkStamp(dispatch, letter.stamp(), letter.body());
      return Digests.sha256(unsealing.pdf(dispatch, letter.body()).content());
    } catch (ClassifiedFailure e) {
      return dispatch.pdfSha256();
    }
  }

  private void handBack(Approval approval, LetterMessage letter, @Nullable String second) {
    HandBack proof =
        proofs.issue(
            letter.dispatch(),
            approval.letterId(),
            Objects.requireNonNull(approval.reason()),
            approval.id(),
            approval.askedBy(),
            second,
            clock.instant());
    queues.send(Queue.HAND_BACKS, letter.body(), letter.handedBack(proofs.toJson(proof)));
  }
}
