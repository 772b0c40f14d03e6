package no.lagret.report;

import java.util.Collection;

/**
 * Where a dispatch, and so a report, stands. The order is from least settled to most settled: a
 * report's state is that of its least settled dispatch.
 */
public enum ReportState {
  /** A person must settle it. */
  DEAD,
  /** Durable in the gateway, on its way to the case system. */
  QUEUED,
  /** Handed over, the case system's receipt is not there yet. */
  AWAITING_RECEIPT,
  /** A verified receipt, and a portal not yet told. */
  STORED,
  /** Given back to the portal by named persons. */
  HANDED_BACK,
  /** Stored, but the portal no longer knew the dispatch. */
  PORTAL_GONE,
  /** Stored, and the portal was told. */
  CONFIRMED;

  /** Whether nothing more is to be done by the gateway. */
  public boolean isFinal() {
    return this == CONFIRMED || this == PORTAL_GONE || this == HANDED_BACK;
  }

  /** The least settled of the states; the collection must not be empty. */
  public static ReportState leastSettled(Collection<ReportState> states) {
    return states.stream().min(ReportState::compareTo).orElseThrow();
  }
}
