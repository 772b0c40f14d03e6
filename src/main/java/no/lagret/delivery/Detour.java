package no.lagret.delivery;

import java.util.Objects;
import no.lagret.ledger.LedgerEvent;
import org.jspecify.annotations.Nullable;

/** Not a failure: the report goes another way now, in one commit. */
public final class Detour extends Exception {

  /** The other way. */
  enum Way {
    /**
     * Back to its queue for a moment: another message of it is in work, or others wait their turn.
     */
    WAIT,
    /** Seen three times: to the suspects. */
    SUSPECT,
    /** An operator asked for it: to the dead letters. */
    SET_ASIDE,
    /** The process died with it even when it was alone in work. */
    POISON,
    /** A confirmation without a valid proof. */
    UNPROVEN,
    /** A proved report is not in the case system any more, and the portal is not told yet. */
    STORE_LOST
  }

  private final Way way;
  private final transient @Nullable LedgerEvent asked;

  Detour(Way way, String message) {
    super(message, null, false, false);
    this.way = way;
    this.asked = null;
  }

  /** It is set aside, as that event asks. */
  Detour(LedgerEvent asked) {
    super("set aside", null, false, false);
    this.way = Way.SET_ASIDE;
    this.asked = asked;
  }

  /** The event that asks to set it aside. */
  LedgerEvent asked() {
    return Objects.requireNonNull(asked);
  }

  Way way() {
    return way;
  }
}
