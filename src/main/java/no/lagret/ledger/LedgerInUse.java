package no.lagret.ledger;

/** Another gateway writes to this ledger. */
public final class LedgerInUse extends RuntimeException {

  LedgerInUse() {
    super("Another Lagret writes to the ledger of lagret.ledger.url");
  }

  /** What a person should do. */
  public String whatToDo() {
    return "Stop that one, or give this one a database of its own.";
  }
}
