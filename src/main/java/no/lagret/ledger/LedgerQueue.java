package no.lagret.ledger;

/** The words of the queue between those who tell events and the one who writes them. */
public final class LedgerQueue {

  /**
   * Its name. The broker must give it one consumer at a time ({@code exclusive}), no limit of
   * delivery attempts, no expiry, and no delay before redelivery: a delayed event would let a
   * barrier pass it.
   */
  public static final String NAME = "lagret.ledger";

  /** Property: the mac of the body. */
  static final String STAMP = "LagretStamp";

  /** Property: base64 of a sealed text of which the event holds the digest. */
  static final String SEALED_TEXT = "LagretSealedText";

  /** Property of a message that is no event: it marks a place in the queue. */
  static final String BARRIER = "LagretBarrier";

  private LedgerQueue() {}
}
