package no.lagret.deadletter;

/** What was asked of a dead letter is not done, and nothing has changed. The message says why. */
public final class LetterRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Of what kind the refusal is. */
  public enum Kind {
    /** As things stand it is never done: the letter is settled, or somebody else decided. */
    CONFLICT,
    /** The same may be done in a moment. */
    NOT_NOW,
    /** Not by this person, or not without saying why first. */
    NOT_ALLOWED,
    /** The letter's bytes do not give a report. */
    NOT_READABLE
  }

  private final Kind kind;

  LetterRefusal(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  static LetterRefusal conflict(String message) {
    return new LetterRefusal(Kind.CONFLICT, message);
  }

  static LetterRefusal notNow(String message) {
    return new LetterRefusal(Kind.NOT_NOW, message);
  }

  static LetterRefusal settled() {
    return conflict("This dead letter is settled already; nothing was done");
  }

  public Kind kind() {
    return kind;
  }
}
