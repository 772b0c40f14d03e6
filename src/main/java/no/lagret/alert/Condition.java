package no.lagret.alert;

import java.util.Arrays;
import java.util.List;

/**
 * What can need attention. One that names no severity is a warning; an outage is one that announced
 * maintenance explains.
 */
public enum Condition {
  /** The case system said stored, and it was not. */
  FALSE_RECEIPT(Severity.CRITICAL),
  /** The case system does not answer. */
  CASE_SYSTEM_DOWN(Severity.WARNING, true),
  /** The case system's settings or keys look wrong. */
  CASE_SYSTEM_SETTINGS,
  /** Several reports in a row ended badly: delivery goes on one at a time. */
  GUARD,
  /** The portal does not answer. */
  PORTAL_DOWN(Severity.WARNING, true),
  /** The portal's settings or keys look wrong. */
  PORTAL_SETTINGS,
  /** The portal's list cannot be read. */
  PORTAL_BAD_LIST,
  /** A dispatch cannot be fetched whole. */
  FETCH_FAILED(Severity.WARNING, true),
  /** A report that we did not confirm is gone from the portal's list. */
  NOT_LISTED,
  /** A confirmed report is still listed. */
  STILL_LISTED,
  /** The broker refused a dispatch as already there, and nobody can say where. */
  DUPLICATE_ID(Severity.NOTICE),
  /** A copy changed while it lay in a queue. */
  DAMAGED,
  /** The portal has, or had, a dispatch that the gateway never took. */
  DIFFERENCE_NEVER_FETCHED,
  /** A report was taken long ago and is not stored. */
  DIFFERENCE_NOT_STORED,
  /** A report was stored long ago and the portal does not know. */
  DIFFERENCE_NOT_CONFIRMED,
  /** The portal was told of a report that nothing shows to be stored. */
  DIFFERENCE_CONFIRMED_NOT_STORED(Severity.CRITICAL),
  /** A report that was stored and confirmed is gone from the case system. */
  DIFFERENCE_GONE(Severity.CRITICAL),
  /** The case system holds other content than was delivered. */
  DIFFERENCE_CHANGED(Severity.CRITICAL),
  /** The case system holds a report more than once. */
  DIFFERENCE_STORED_TWICE,
  /** The case system has a report that the gateway never delivered. */
  DIFFERENCE_UNKNOWN,
  /** A report that came was printed by the portal too. */
  DIFFERENCE_PRINTED,
  /** The sealed copy of a report cannot be kept. */
  COPY_NOT_KEPT,
  /** One of the sides to compare could not be asked, or read. */
  NOT_RECONCILED,
  /** Confirmed reports could not be looked up in the case system for too long. */
  NOT_LOOKED_UP,
  /** The report of nobody, sent to see whether all goes well, does not come through. */
  CANARY_MISSING,
  /** A report is in no queue although it should be. */
  MISSING(Severity.CRITICAL),
  /** The ledger cannot be written. */
  LEDGER,
  /** The ledger was changed, or is damaged. */
  LEDGER_BROKEN(Severity.CRITICAL),
  /** The queues hold more than the ledger knew: it was deleted, or restored from an older copy. */
  LEDGER_BEHIND,
  /** Something on the ledger's queue was no event. */
  QUARANTINE,
  /** A report fell through to the broker's own dead-letter address. */
  BACKSTOP,
  /** A route tried to confirm without proof. */
  UNPROVEN_CONFIRMATION,
  /** The portal cannot be told that a report is stored. */
  CONFIRMATION_FAILING(Severity.WARNING, true),
  /** The portal says that it never got what it was told. */
  REPLY_LOST,
  /** The portal cannot be told that a report is handed back. */
  HAND_BACK_FAILING(Severity.WARNING, true),
  /** No key of ours opens what was sealed. */
  NO_FITTING_KEY,
  /** The broker is in trouble. */
  BROKER(Severity.WARNING, true),
  /** The disk is nearly full. */
  DISK,
  /** The disk takes long to keep what is written. */
  DISK_SLOW(Severity.NOTICE, true),
  /** The gateway's clock differs from the portal's. */
  CLOCK,
  /** An operator paused delivery. */
  DELIVERY_PAUSED(Severity.NOTICE, true),
  /** Stored reports are not confirmed to the portal, because somebody said so. */
  CONFIRMATIONS_HELD(Severity.NOTICE, true),
  /** Reports wait whose recipient the settings do not name. */
  RECIPIENT_NOT_SET,
  /** Handed over as files, and no receipt came in time. */
  RECEIPT_LATE(Severity.WARNING, true),
  /** Seen at the portal while the gateway only looked on, gone there, and not stored. */
  OBSERVED_MISSING(Severity.CRITICAL),
  /** Receipts lie there that settle nothing. */
  ODD_RECEIPTS(Severity.NOTICE),
  /** The routes in the folder are not those that run. */
  ROUTES_NOT_ACTIVATED(Severity.NOTICE),
  /** A report is older than its deadline's warning mark. */
  LATE(Severity.NOTICE),
  /** The portal will soon print a report that it was not told of, or has. */
  PAPER_SOON,
  /** A report is gone from the case system, and soon from the portal. */
  PORTAL_COPY_ENDS,
  /** The service must soon have gone through a report that is not stored. */
  REVIEW_DUE,
  /** Whoever reported must soon hear from a service that has no report. */
  FEEDBACK_DUE,
  /** No report has come for longer than ever before. */
  SILENCE,
  /** The portal neither gives its list nor fails. */
  NOT_POLLED,
  /** A certificate is valid for a short time only. */
  CERTIFICATE_EXPIRING,
  /** A user, or an address, failed to sign in too often and is refused for a while. */
  SIGN_IN_LOCKED(Severity.NOTICE),
  /** A channel by which people are told of alarms does not work. */
  NOTICE_FAILING;

  private final Severity severity;
  private final boolean outage;

  Condition() {
    this(Severity.WARNING);
  }

  Condition(Severity severity) {
    this(severity, false);
  }

  Condition(Severity severity, boolean outage) {
    this.severity = severity;
    this.outage = outage;
  }

  /** All names: a newer version may have left others in a table. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Condition::name).toList();
  }

  /** How much it matters unless whoever begins it says otherwise. */
  public Severity severity() {
    return severity;
  }

  /** Whether announced maintenance explains it, so that nobody is told meanwhile. */
  public boolean isOutage() {
    return outage;
  }
}
