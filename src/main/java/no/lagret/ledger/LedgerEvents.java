package no.lagret.ledger;

/**
 * Tells the ledger what happened, within the caller's JMS transaction: the event is there if and
 * only if the step that it tells of was committed.
 */
public interface LedgerEvents {

  /** Tells the event. */
  void record(LedgerEvent event);

  /**
   * Tells the event together with a text that may be personal. The text goes to an erasable table;
   * the chain holds only the digest of its sealed bytes.
   */
  void record(LedgerEvent event, byte[] sealedText);
}
