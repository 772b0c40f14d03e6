package no.lagret.deadletter;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.PageRequest;

/** What became of an approval by the ledger's events, which are committed with what was done. */
final class Decisions {

  private final ApprovalTable table;
  private final Ledger ledger;
  private final BooleanSupplier ledgerCaughtUp;
  private final InstantSource clock;

  /**
   * @param ledgerCaughtUp waits until all that was told before is written; false when it is not yet
   */
  Decisions(
      ApprovalTable table, Ledger ledger, BooleanSupplier ledgerCaughtUp, InstantSource clock) {
    this.table = table;
    this.ledger = ledger;
    this.ledgerCaughtUp = ledgerCaughtUp;
    this.clock = clock;
  }

  /** As it stands by the ledger, which may know more after a crash or of another way out. */
  Approval current(Approval approval) {
    if (approval.state() != Approval.State.OPEN) {
      return approval;
    }
    Optional<LedgerEvent> decision = decision(approval);
    if (decision.isPresent()) {
      LedgerEvent event = decision.get();
      table.end(
          approval.id(),
          event.type() == EventType.APPROVED ? Approval.State.APPROVED : Approval.State.REJECTED,
          event.at(),
          event.actor(),
          event.fact(Fact.PERSONS).map(Integer::parseInt).orElse(approval.persons()));
    } else if (isSettled(approval.letterId())) {
      table.end(approval.id(), Approval.State.OVERTAKEN, clock.instant(), null, approval.persons());
    } else {
      return approval;
    }
    return table.find(approval.id()).orElseThrow();
  }

  private Optional<LedgerEvent> decision(Approval approval) {
    EventFilter decisions =
        new EventFilter(
            null,
            null,
            null,
            Set.of(EventType.APPROVED, EventType.REJECTED),
            approval.letterId(),
            null,
            null);
    return ledger.events(decisions, PageRequest.first()).items().stream()
        .map(row -> row.event())
        .filter(event -> approval.id().equals(event.facts().get(Fact.APPROVAL)))
        .findFirst();
  }

  boolean isSettled(String letterId) {
    return ledger.deadLetter(letterId).map(DeadLetterRow::settledAt).isPresent();
  }

  /** Whether the ledger has written all that was told before. */
  boolean caughtUp() {
    return ledgerCaughtUp.getAsBoolean();
  }

  /**
   * @throws LetterRefusal when it has not
   */
  void catchUp() {
    if (!caughtUp()) {
      throw LetterRefusal.notNow("The ledger is behind. Nothing was done; try again in a moment");
    }
  }
}
