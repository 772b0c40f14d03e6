package no.lagret.ledger;

import org.jspecify.annotations.Nullable;

/** What came on the ledger's queue. */
sealed interface LedgerMessage {

  /**
   * An event whose stamp holds.
   *
   * @param event what happened
   * @param body its canonical bytes
   * @param sealedText base64 of the sealed text of which the event holds the digest
   */
  record Told(LedgerEvent event, byte[] body, @Nullable String sealedText)
      implements LedgerMessage {}

  /**
   * No event that can be trusted.
   *
   * @param reason why, in the gateway's words
   * @param body as it came
   * @param stamp as it came
   */
  record Strange(String reason, byte[] body, @Nullable String stamp) implements LedgerMessage {}

  /** A mark: everything before it is written once this is reached. */
  record Barrier(String id) implements LedgerMessage {}
}
