package no.lagret.reconciliation;

/** The ledger has not caught up: what it does not know yet would look lost. Tried again. */
final class LedgerBehind extends RuntimeException {

  LedgerBehind() {
    super("The ledger is behind what is told");
  }
}
