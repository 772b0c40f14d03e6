package no.lagret.brake;

/** The gateway starts, and does not know yet how its brakes stood. */
public final class NotOpenYet extends RuntimeException {

  /** With what to do about it. */
  public NotOpenYet() {
    super("The gateway is starting; try again in a moment");
  }
}
