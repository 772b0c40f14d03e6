package no.lagret.reconciliation;

/** A log that was given cannot be read whole; the message says why and what to do, and no more. */
public final class UnusableLog extends RuntimeException {

  UnusableLog(String why) {
    super(why);
  }
}
