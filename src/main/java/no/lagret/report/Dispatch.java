package no.lagret.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a report by the portal, and which copy of it this is.
 *
 * @param recipient the configured name of the recipient, never a name of a person
 * @param channel how it came
 * @param reportId the report's identity, the same over resends
 * @param dispatchId the portal's id of this delivery
 * @param generation 1 for the first copy taken, one more for each deliberate new copy
 * @param sentAt the sender's time, where the portal gives one
 * @param receivedAt when the gateway took it
 * @param pdfSha256 hex digest of the opened PDF as the portal states it, where it does
 * @param sealedSha256 hex digest of the bytes as queued
 * @param sealedSize their length in bytes
 * @param replyAccount where answers go, on channels that answer to an account
 */
public record Dispatch(
    String recipient,
    Channel channel,
    String reportId,
    String dispatchId,
    int generation,
    @Nullable Instant sentAt,
    Instant receivedAt,
    @Nullable String pdfSha256,
    String sealedSha256,
    long sealedSize,
    @Nullable String replyAccount) {

  /** One of a channel that answers to nobody but itself. */
  public Dispatch(
      String recipient,
      Channel channel,
      String reportId,
      String dispatchId,
      int generation,
      @Nullable Instant sentAt,
      Instant receivedAt,
      @Nullable String pdfSha256,
      String sealedSha256,
      long sealedSize) {
    this(
        recipient,
        channel,
        reportId,
        dispatchId,
        generation,
        sentAt,
        receivedAt,
        pdfSha256,
        sealedSha256,
        sealedSize,
        null);
  }

  /** One line for logs and errors: ids only. */
  @Override
  public String toString() {
    return "report " + reportId + " (dispatch " + dispatchId + " of " + recipient + ")";
  }
}
