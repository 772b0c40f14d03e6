package no.lagret.report;

/** How a failed attempt is treated. */
public enum FailureClass {
  /** No answer, or none that speaks of this report: tried for as long as it takes. */
  OUTAGE,
  /** The case system refused this report. */
  REFUSAL,
  /** The case system holds other content under this id. */
  CONFLICT,
  /** It said stored, and the read-back did not find it. */
  FALSE_RECEIPT,
  /** Taken over as files, and no receipt came in time. */
  NO_RECEIPT,
  /** The bytes cannot be opened, or are not what the portal says they are. */
  UNREADABLE,
  /** The stamp does not hold. */
  DAMAGED
}
