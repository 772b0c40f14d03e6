package no.lagret.sealing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import no.lagret.report.Dispatch;
import org.jspecify.annotations.Nullable;

/** Issues proofs that a dispatch may be handed back, and checks them. */
public final class HandBacks {

  private final MacKeys keys;

  /**
   * @param keys the proof keys, never the stamp keys
   */
  public HandBacks(MacKeys keys) {
    this.keys = keys;
  }

  /**
   * One that {@link #holds}; the time is cut to the millisecond.
   *
   * @throws IllegalArgumentException when asker and approver are the same
   */
  public HandBack issue(
      Dispatch dispatch,
      String letterId,
      HandBack.Reason reason,
      String approvalId,
      String askedBy,
      @Nullable String approvedBy,
      Instant approvedAt) {
    if (askedBy.equalsIgnoreCase(approvedBy)) {
      throw new IllegalArgumentException("The second person is the first one");
    }
    HandBack unsigned =
        of(dispatch, letterId, reason, approvalId, askedBy, approvedBy, approvedAt, "");
    return of(
        dispatch,
        letterId,
        reason,
        approvalId,
        askedBy,
        approvedBy,
        approvedAt,
        keys.mac(content(unsigned)));
  }

  private static HandBack of(
      Dispatch dispatch,
      String letterId,
      HandBack.Reason reason,
      String approvalId,
      String askedBy,
      @Nullable String approvedBy,
      Instant approvedAt,
      String mac) {
    return new HandBack(
        dispatch.recipient(),
        dispatch.channel(),
        dispatch.reportId(),
        dispatch.dispatchId(),
        dispatch.generation(),
        letterId,
        reason,
        approvalId,
        askedBy,
        approvedBy,
        approvedAt.truncatedTo(ChronoUnit.MILLIS),
        mac);
  }

  /** Whether it is one of ours, unchanged in every field. */
  public boolean holds(HandBack handBack) {
    return keys.check(content(handBack), handBack.mac()) == MacKeys.Check.HOLDS;
  }

  /** As it travels to the step that tells the portal. */
  public String toJson(HandBack handBack) {
    return StrictJson.write(handBack);
  }

  /**
   * Reads what {@link #toJson} wrote. It still has to be checked.
   *
   * @throws NoProof when it is anything else, or larger than 64 KiB
   */
  public HandBack fromJson(byte[] json) {
    return StrictJson.read(json, HandBack.class);
  }

  private static byte[] content(HandBack handBack) {
    return new Fields("lagret hand-back 1")
        .text(handBack.recipient())
        .text(handBack.channel().name())
        .text(handBack.reportId())
        .text(handBack.dispatchId())
        .number(handBack.generation())
        .text(handBack.letterId())
        .text(handBack.reason().name())
        .text(handBack.approvalId())
        .text(handBack.askedBy())
        .text(handBack.approvedBy())
        .time(handBack.approvedAt())
        .bytes();
  }
}
