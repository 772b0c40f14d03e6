package no.lagret.casesystem;

import java.time.Duration;

/**
 * Not a failure: the report is handed over as files, and its receipt comes in the case system's own
 * time. It waits in the queue for such reports.
 */
public final class AwaitsReceipt extends Exception {

  private final transient Duration atMost;

  AwaitsReceipt(Duration atMost) {
    super("handed over, awaiting a receipt", null, false, false);
    this.atMost = atMost;
  }

  /** How long it waits before the receipt counts as missing. */
  public Duration atMost() {
    return atMost;
  }
}
