package no.lagret.deadletter;

import java.time.Instant;
import no.lagret.sealing.HandBack;
import org.jspecify.annotations.Nullable;

/**
 * Something that cannot be undone, asked for by one person and decided by another.
 *
 * @param id names it
 * @param kind what is asked for
 * @param letterId the dead letter
 * @param reportId its report
 * @param recipient the configured name of the recipient
 * @param state how it stands
 * @param askedAt when
 * @param askedBy the user's name
 * @param journalReference under which the report was registered by hand
 * @param reason why it is to be handed back
 * @param text what the asker wrote, opened in memory; null where there is nothing, or it was erased
 *     or cannot be opened. For operators and approvers only
 * @param decidedAt when, once it is
 * @param decidedBy the user's name; null also where nobody did
 * @param persons how many decide: 2, or 1 where the settings want no second person
 */
public record Approval(
    String id,
    Kind kind,
    String letterId,
    String reportId,
    String recipient,
    State state,
    Instant askedAt,
    String askedBy,
    @Nullable String journalReference,
    HandBack.@Nullable Reason reason,
    @Nullable String text,
    @Nullable Instant decidedAt,
    @Nullable String decidedBy,
    int persons) {

  /** What is asked for. */
  public enum Kind {
    /** The report was registered in the case system by a person: confirm it on that word. */
    REGISTER_BY_HAND,
    /** The portal gets a negative receipt and sends paper. */
    HAND_BACK
  }

  /** How it stands. */
  public enum State {
    /** Waits for the second person. */
    OPEN,
    /** Approved, and on its way. */
    APPROVED,
    /** The second person said no. */
    REJECTED,
    /** The letter was settled in another way before. */
    OVERTAKEN
  }

  Approval with(@Nullable String words) {
    return new Approval(
        id,
        kind,
        letterId,
        reportId,
        recipient,
        state,
        askedAt,
        askedBy,
        journalReference,
        reason,
        words,
        decidedAt,
        decidedBy,
        persons);
  }

  /** Names no text: a record's own would get it into a log. */
  @Override
  public String toString() {
    return kind + " " + id + " of letter " + letterId + ", " + state;
  }
}
