package no.lagret.delivery;

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
    /** The process died with it even when it was alone in work. */
    POISON,
    /** A confirmation without a valid proof. */
    UNPROVEN,
    /** A proved report is not in the case system any more, and the portal is not told yet. */
    STORE_LOST
  }

  private final Way way;

  Detour(Way way, String message) {
    super(message, null, false, false);
    this.way = way;
  }

  Way way() {
    return way;
  }
}
