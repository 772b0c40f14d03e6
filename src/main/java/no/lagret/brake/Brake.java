package no.lagret.brake;

import java.util.Set;
import no.lagret.alert.Condition;
import no.lagret.ledger.EventType;

/** What can be stopped for all reports of a recipient. */
public enum Brake {
  /** Delivery to the case system: what waits stays queued. */
  DELIVERY(
      EventType.DELIVERY_PAUSED,
      EventType.DELIVERY_RESUMED,
      Condition.DELIVERY_PAUSED,
      "Delivery is paused",
      "Reports stay queued until somebody resumes it: POST /api/delivery/resume."),
  /** Telling the portal: storing goes on, and the portal keeps its copies. */
  CONFIRMATIONS(
      EventType.CONFIRMATIONS_HELD,
      EventType.CONFIRMATIONS_RELEASED,
      Condition.CONFIRMATIONS_HELD,
      "Confirmations are held",
      "Reports are stored, and the portal prints what it is not told of in two working days.");

  private final EventType pulled;
  private final EventType released;
  private final Condition condition;
  private final String what;
  private final String consequence;

  Brake(
      EventType pulled, EventType released, Condition condition, String what, String consequence) {
    this.pulled = pulled;
    this.released = released;
    this.condition = condition;
    this.what = what;
    this.consequence = consequence;
  }

  EventType event(boolean stops) {
    return stops ? pulled : released;
  }

  Set<EventType> events() {
    return Set.of(pulled, released);
  }

  Condition condition() {
    return condition;
  }

  String what() {
    return what;
  }

  String consequence() {
    return consequence;
  }
}
