package no.lagret.alert;

/** How much an alarm matters, the least first. */
public enum Severity {
  /** Good to know; can wait for the next working day. */
  NOTICE,
  /** Somebody should look today. */
  WARNING,
  /** Somebody should look now. */
  CRITICAL;

  /** Whether it matters at least as much as the other. */
  public boolean atLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
