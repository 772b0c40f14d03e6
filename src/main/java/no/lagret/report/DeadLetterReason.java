package no.lagret.report;

/** Why a person must settle a report. */
public enum DeadLetterReason {
  /** The case system refused it. */
  REFUSED,
  /** The case system holds other content under the same id. */
  CONFLICT,
  /** The case system said stored, and it was not: the fault of 2020 to 2023. */
  FALSE_RECEIPT,
  /** It cannot be opened, or is not what the portal says it is. */
  UNREADABLE,
  /** Our copy changed while it lay in the queue. */
  DAMAGED,
  /** It stopped the gateway several times. */
  POISON,
  /** Fetched by the case system, never acknowledged. */
  NO_RECEIPT,
  /** An operator set it aside. */
  SET_ASIDE,
  /** A confirmation without a valid proof. */
  UNPROVEN_CONFIRMATION,
  /** Fell through to the broker's own dead-letter address. */
  BACKSTOP
}
