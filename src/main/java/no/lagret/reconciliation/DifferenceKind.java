package no.lagret.reconciliation;

import no.lagret.alert.Condition;

/** In which way the three sides can differ. */
public enum DifferenceKind {
  /** The portal has, or had, a dispatch that the gateway never took. */
  NEVER_FETCHED(
      Condition.DIFFERENCE_NEVER_FETCHED,
      "Ask KS what became of the dispatch and whether it was printed; have it sent again."),
  /** Taken, and still not stored. */
  NOT_STORED(
      Condition.DIFFERENCE_NOT_STORED,
      "See what the report waits for; settle its dead letter where it is one."),
  /** Stored, and the portal does not know. */
  NOT_CONFIRMED(
      Condition.DIFFERENCE_NOT_CONFIRMED,
      "See why the portal is not told; until it is, it may print the report too."),
  /** The portal was told, and nothing shows that the case system ever stored it. */
  CONFIRMED_NOT_STORED(
      Condition.DIFFERENCE_CONFIRMED_NOT_STORED,
      "Look for it in the case system by hand; have KS send it again if it is not there."),
  /** It was stored, and is not there any more. */
  GONE(
      Condition.DIFFERENCE_GONE,
      "Deliver it again from the kept copy, or have KS send it again while the portal keeps it."),
  /** Other content is stored under its id than was delivered. */
  CHANGED(
      Condition.DIFFERENCE_CHANGED,
      "Compare in the case system; find out who changed it, and have KS send it again if need be."),
  /** The case system holds it more than once. */
  STORED_TWICE(
      Condition.DIFFERENCE_STORED_TWICE,
      "Compare both in the case system, and have one of them put away there."),
  /** The case system has what the gateway never delivered. */
  UNKNOWN(
      Condition.DIFFERENCE_UNKNOWN,
      "Find out by which way it came: by hand, by paper, or past the gateway."),
  /** The portal printed it, or was asked to, although it came. */
  PRINTED(
      Condition.DIFFERENCE_PRINTED,
      "Tell the service that a letter with the same report comes, or came.");

  private final Condition condition;
  private final String action;

  DifferenceKind(Condition condition, String action) {
    this.condition = condition;
    this.action = action;
  }

  Condition condition() {
    return condition;
  }

  /** What to do about it, in one sentence. */
  public String action() {
    return action;
  }

  /** Whether it is about something that the case system should hold. */
  boolean isLoss() {
    return this == GONE || this == CHANGED || this == CONFIRMED_NOT_STORED;
  }
}
