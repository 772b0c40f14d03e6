package no.lagret.pulse;

/** What is checked. */
public enum Subject {
  /** The portal gives its list. */
  PORTAL,
  /** The case system answers a lookup. */
  CASE_SYSTEM,
  /** What is told is written: every figure is as new as this. */
  LEDGER,
  /** Every report that the ledger knows was found in a queue. */
  CENSUS,
  /** Nothing in the ledger was changed. */
  CHAIN,
  /** The machine's clock goes. */
  CLOCK
}
