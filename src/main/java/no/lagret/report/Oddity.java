package no.lagret.report;

/**
 * What may be odd in a report that can be read all the same. Noted, and never a reason to refuse.
 */
public enum Oddity {
  /** The form's fields did not come; the PDF alone is enough for a caseworker. */
  NO_JSON,
  /** The form's fields cannot be read, or some of them cannot. */
  JSON_UNREADABLE,
  /** The same file is there twice. */
  DOUBLED_ENTRY,
  /** Something else than PDF and JSON is there, which is not handed over. */
  EXTRA_ENTRY,
  /** Something is there under a name that leads elsewhere, which is not handed over. */
  ODD_NAME,
  /** The sender has signed nothing, or not this. */
  NOT_SIGNED,
  /** What the sender has signed is not what came. */
  SIGNATURE_BROKEN
}
