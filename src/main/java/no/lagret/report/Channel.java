package no.lagret.report;

/** The ways in which the national portal delivers. */
public enum Channel {
  SVARINN,
  FIKS_IO
}
