package no.lagret.delivery;

import java.util.Objects;
import no.lagret.ledger.DispatchRow;
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
    /** Another dispatch of the report was registered by hand: confirmed on the same word. */
    BY_HAND,
    /** Another dispatch of the report was handed back: to the dead letters. */
    HANDED_BACK,
    /** A confirmation without a valid proof. */
    UNPROVEN,
    /** A hand-back without a valid proof. */
    UNPROVEN_HAND_BACK,
    /** To be handed back, and the case system may hold it: no negative receipt. */
    HELD_AFTER_ALL,
    /** To be handed back, and the portal does not know it any more. */
    NOTHING_TO_HAND_BACK,
    /** A proved report is not in the case system any more, and the portal is not told yet. */
    STORE_LOST
  }

  private final Way way;
  private final transient @Nullable LedgerEvent asked;
  private final transient @Nullable DispatchRow registered;

  Detour(Way way, String message) {
    super(message, null, false, false);
    this.way = way;
    this.asked = null;
    this.registered = null;
  }

  /** It is set aside, as that event asks. */
  Detour(LedgerEvent asked) {
    super("set aside", null, false, false);
    this.way = Way.SET_ASIDE;
    this.asked = asked;
    this.registered = null;
  }

  /** It was registered by hand as that dispatch. */
  Detour(DispatchRow registered) {
    super("registered by hand", null, false, false);
    this.way = Way.BY_HAND;
    this.asked = null;
    this.registered = registered;
  }

  /** The dispatch as which the report was registered by hand. */
  DispatchRow registered() {
    return Objects.requireNonNull(registered);
  }

  /** The event that asks to set it aside. */
  LedgerEvent asked() {
    return Objects.requireNonNull(asked);
  }

  Way way() {
    return way;
  }
}
