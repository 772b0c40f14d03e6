package no.lagret.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * What one side of a comparison could say.
 *
 * @param recipient whose reports
 * @param side which one
 * @param source by which way it was asked
 * @param state whether it is known
 * @param reports how many it speaks of
 * @param why it is not known, in one sentence
 * @param digest hex digest of what it said
 * @param covers from its first line to its last, where it is a log; null where it has no times, and
 *     where it is a list
 */
public record SideState(
    String recipient,
    Side side,
    Source source,
    State state,
    long reports,
    @Nullable String why,
    @Nullable String digest,
    @Nullable Period covers) {

  /** The three that are compared. */
  public enum Side {
    PORTAL,
    LEDGER,
    CASE_SYSTEM
  }

  /** By which way a side was asked. */
  public enum Source {
    /** By its interface. */
    LIST,
    /** By the log that somebody took out of it. */
    LOG
  }

  /** Whether it could say anything. */
  public enum State {
    KNOWN,
    /** It should have, and could not. */
    NOT_KNOWN,
    /** It has no such way, or none was given. */
    NOT_GIVEN
  }

  static SideState known(
      String recipient, Side side, Source source, long reports, @Nullable String digest) {
    return new SideState(recipient, side, source, State.KNOWN, reports, null, digest, null);
  }

  /** The same, of that time alone. */
  SideState covering(@Nullable Period time) {
    return new SideState(recipient, side, source, state, reports, why, digest, time);
  }

  static SideState notKnown(String recipient, Side side, Source source, String why) {
    return new SideState(recipient, side, source, State.NOT_KNOWN, 0, why, null, null);
  }

  static SideState notGiven(String recipient, Side side, Source source) {
    return new SideState(recipient, side, source, State.NOT_GIVEN, 0, null, null, null);
  }

  public boolean isKnown() {
    return state == State.KNOWN;
  }
}
