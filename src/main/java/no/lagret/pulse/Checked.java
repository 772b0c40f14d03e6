package no.lagret.pulse;

import java.time.Duration;
import no.lagret.report.Moment;
import org.jspecify.annotations.Nullable;

/** Something on which the statement "every report is safe" stands. */
public interface Checked {

  /** What can be said of it now. */
  enum State {
    /** It held when it was last checked, and that is not long ago. */
    HOLDS,
    /** It was checked, and does not hold. */
    FAILS,
    /** It was never checked, or not for too long. */
    NOT_KNOWN
  }

  /** What it is about. */
  Subject subject();

  /** When it last held; {@code null} when it never did since the start. */
  @Nullable Moment lastHeld();

  /** Whether the last check said no. */
  boolean failing();

  /** How old the last check may be before it says nothing any more. */
  Duration goodFor();

  /** What can be said of it now. */
  default State state() {
    Moment last = lastHeld();
    if (failing()) {
      return State.FAILS;
    }
    return last != null && last.age().compareTo(goodFor()) < 0 ? State.HOLDS : State.NOT_KNOWN;
  }
}
