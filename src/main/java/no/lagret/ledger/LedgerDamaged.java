package no.lagret.ledger;

/** The ledger's file cannot be trusted, so the gateway does not start on it. */
public final class LedgerDamaged extends RuntimeException {

  LedgerDamaged(String file, String why) {
    super("The ledger " + file + " is damaged: " + why);
  }

  /** What a person should do. */
  public String whatToDo() {
    return "Keep the file: it is evidence. Put the newest backup of ledger.db in its place, or none to"
        + " begin a new one, and remove ledger.db-wal and ledger.db-shm. Reports lie in the queues,"
        + " not in the ledger: at the start a census tells it of them. Afterwards run verify-ledger"
        + " with --head and the last head that left the machine.";
  }
}
