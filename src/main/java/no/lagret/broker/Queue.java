package no.lagret.broker;

/** The durable queues, in the order in which a report meets them. */
public enum Queue {
  /** Reports on their way to the case system. */
  REPORTS("lagret.reports"),
  /** Reports that were in work when the process died, several times: tried alone. */
  SUSPECTS("lagret.suspects"),
  /** Handed over as files; the case system's receipt is not there yet. */
  AWAITING_RECEIPT("lagret.awaiting-receipt"),
  /** Stored and proved; the portal is to be told. */
  CONFIRMATIONS("lagret.confirmations"),
  /** A person must settle them. */
  DEAD_LETTERS("lagret.dead-letters"),
  /** Approved negative receipts. */
  HAND_BACKS("lagret.hand-backs"),
  /** Events on their way to the ledger. */
  LEDGER("lagret.ledger"),
  /** The broker's own dead-letter address: watched, and empty as long as the gateway is right. */
  BACKSTOP("lagret.backstop");

  private final String address;

  Queue(String address) {
    this.address = address;
  }

  /** The queue's name at the broker; its address has the same name. */
  public String address() {
    return address;
  }

  /** The queue of that name; throws IllegalArgumentException where there is none. */
  public static Queue of(String address) {
    for (Queue queue : values()) {
      if (queue.address.equals(address)) {
        return queue;
      }
    }
    throw new IllegalArgumentException("There is no queue " + address);
  }

  /**
   * Whether single messages are picked out of it by selector. A selector fails on a paged queue, so
   * these never page: their bodies lie in large-message files.
   */
  boolean pickedBySelector() {
    return this == DEAD_LETTERS || this == AWAITING_RECEIPT || this == SUSPECTS;
  }

  /** Whether the broker may ever give up delivering: only where a report could be the cause. */
  boolean hasBackstop() {
    return this == REPORTS || this == SUSPECTS;
  }
}
