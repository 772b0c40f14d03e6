package no.lagret.deadletter;

import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.delivery.ArrivedReceipts;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.report.DeadLetterReason;

/** A receipt that comes after its report became a dead letter still settles it. */
final class LateReceipts implements ArrivedReceipts.LateReceipt {

  private final Queues queues;
  private final LetterQueue letters;
  private final LedgerEvents events;
  private final Ledger ledger;

  LateReceipts(Queues queues, LedgerEvents events, Ledger ledger) {
    this.queues = queues;
    this.letters = new LetterQueue(queues);
    this.events = events;
    this.ledger = ledger;
  }

  @Override
  public void cameFor(String letterId) {
    boolean wantsReceipt =
        ledger
            .deadLetter(letterId)
            .filter(letter -> letter.settledAt() == null)
            .filter(letter -> letter.reason() == DeadLetterReason.NO_RECEIPT)
            .isPresent();
    if (wantsReceipt) {
      queues.together(() -> sendBack(letterId));
    }
  }

  private void sendBack(String letterId) {
    LetterMessage found = letters.take(letterId);
    if (found != null) {
      queues.send(Queue.REPORTS, found.body(), found.reborn());
      events.record(
          LedgerEvent.of(EventType.REDELIVERED, found.dispatch(), found.nextStep())
              .with(Fact.LETTER, letterId));
    }
  }
}
