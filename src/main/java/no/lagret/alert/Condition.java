package no.lagret.alert;

/** What can need attention. */
public enum Condition {
  /** The case system said stored, and it was not. */
  FALSE_RECEIPT,
  /** The case system does not answer. */
  CASE_SYSTEM_DOWN,
  /** The case system's settings or keys look wrong. */
  CASE_SYSTEM_SETTINGS,
  /** Several reports in a row ended badly: delivery goes on one at a time. */
  GUARD,
  /** The portal does not answer. */
  PORTAL_DOWN,
  /** The portal's settings or keys look wrong. */
  PORTAL_SETTINGS,
  /** The portal's list cannot be read. */
  PORTAL_BAD_LIST,
  /** A dispatch cannot be fetched whole. */
  FETCH_FAILED,
  /** A report that we did not confirm is gone from the portal's list. */
  NOT_LISTED,
  /** A confirmed report is still listed. */
  STILL_LISTED,
  /** The broker refused a dispatch as already there, and nobody can say where. */
  DUPLICATE_ID,
  /** A copy changed while it lay in a queue. */
  DAMAGED,
  /** The portal has, or had, a dispatch that the gateway never took. */
  DIFFERENCE_NEVER_FETCHED,
  /** A report was taken long ago and is not stored. */
  DIFFERENCE_NOT_STORED,
  /** A report was stored long ago and the portal does not know. */
  DIFFERENCE_NOT_CONFIRMED,
  /** The portal was told of a report that nothing shows to be stored. */
  DIFFERENCE_CONFIRMED_NOT_STORED,
  /** A report that was stored and confirmed is gone from the case system. */
  DIFFERENCE_GONE,
  /** The case system holds other content than was delivered. */
  DIFFERENCE_CHANGED,
  /** The case system holds a report more than once. */
  DIFFERENCE_STORED_TWICE,
  /** The case system has a report that the gateway never delivered. */
  DIFFERENCE_UNKNOWN,
  /** A report that came was printed by the portal too. */
  DIFFERENCE_PRINTED,
  /** One of the sides to compare could not be asked, or read. */
  NOT_RECONCILED,
  /** The report of nobody, sent to see whether all goes well, does not come through. */
  CANARY_MISSING,
  /** A report is in no queue although it should be. */
  MISSING,
  /** The ledger cannot be written. */
  LEDGER,
  /** The ledger was changed, or is damaged. */
  LEDGER_BROKEN,
  /** The queues hold more than the ledger knew: it was deleted, or restored from an older copy. */
  LEDGER_BEHIND,
  /** Something on the ledger's queue was no event. */
  QUARANTINE,
  /** A report fell through to the broker's own dead-letter address. */
  BACKSTOP,
  /** A route tried to confirm without proof. */
  UNPROVEN_CONFIRMATION,
  /** The portal cannot be told that a report is stored. */
  CONFIRMATION_FAILING,
  /** The portal says that it never got what it was told. */
  REPLY_LOST,
  /** The portal cannot be told that a report is handed back. */
  HAND_BACK_FAILING,
  /** No key of ours opens what was sealed. */
  NO_FITTING_KEY,
  /** The broker is in trouble. */
  BROKER,
  /** The disk is nearly full. */
  DISK,
  /** The disk takes long to keep what is written. */
  DISK_SLOW,
  /** The gateway's clock differs from the portal's. */
  CLOCK,
  /** An operator paused delivery. */
  DELIVERY_PAUSED,
  /** Stored reports are not confirmed to the portal, because somebody said so. */
  CONFIRMATIONS_HELD,
  /** Reports wait whose recipient the settings do not name. */
  RECIPIENT_NOT_SET,
  /** Handed over as files, and no receipt came in time. */
  RECEIPT_LATE,
  /** Seen at the portal while the gateway only looked on, gone there, and not stored. */
  OBSERVED_MISSING,
  /** Receipts lie there that settle nothing. */
  ODD_RECEIPTS,
  /** The routes in the folder are not those that run. */
  ROUTES_NOT_ACTIVATED,
  /** A report is older than its deadline's warning mark. */
  LATE,
  /** A user, or an address, failed to sign in too often and is refused for a while. */
  SIGN_IN_LOCKED
}
