package no.lagret.portal.fiksio;

import no.lagret.report.Channel;
import no.lagret.report.Dispatch;

/**
 * A report on its way in.
 *
 * @param message what KS pushed
 * @param generation which copy this will be
 * @param bytes its sealed bytes, fetched where they lay apart
 */
record FiksIoTaking(FiksIoMessage message, int generation, byte[] bytes) {

  /** What is known of it when it comes; digest, size and reception time are set by its copy. */
  static Dispatch dispatch(String recipient, FiksIoMessage message, int generation) {
    return new Dispatch(
        recipient,
        Channel.FIKS_IO,
        message.reportId(),
        message.dispatchId(),
        generation,
        message.sentAt(),
        java.time.Instant.EPOCH,
        null,
        "",
        0,
        message.sender());
  }

  /** Ids only. */
  @Override
  public String toString() {
    return message.toString();
  }
}
