package no.lagret.figures;

/** Whether reports of the period were lost on the way, as far as anybody can tell. */
public enum Affected {
  /** At least one was. */
  YES,
  /** All sides were compared for the whole period, and none was. */
  NO,
  /** Not all of the period was compared on all sides, so nobody can say no. */
  NOT_KNOWN
}
