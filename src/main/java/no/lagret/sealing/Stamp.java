package no.lagret.sealing;

import no.lagret.report.Digests;
import no.lagret.report.Dispatch;

/** What is stamped at intake and checked at delivery: the ids of a dispatch and its bytes. */
public final class Stamp {

  private Stamp() {}

  /**
   * The message to be authenticated. Every field of the dispatch is in it, and the digest of the
   * bytes themselves; times count to the millisecond.
   *
   * @param sealed the bytes as queued
   */
  public static byte[] content(Dispatch d, byte[] sealed) {
    Fields fields =
        new Fields("lagret stamp 1")
            .text(d.recipient())
            .text(d.channel().name())
            .text(d.reportId())
            .text(d.dispatchId())
            .number(d.generation())
            .time(d.sentAt())
            .time(d.receivedAt())
            .text(d.pdfSha256())
            .text(d.sealedSha256())
            .number(d.sealedSize())
            .text(Digests.sha256(sealed))
            .number(sealed.length);
    // Those without one are stamped as ever: they may lie in the queues of an older version.
    return d.replyAccount() == null ? fields.bytes() : fields.text(d.replyAccount()).bytes();
  }
}
