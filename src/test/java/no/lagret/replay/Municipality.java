package no.lagret.replay;

import java.util.List;

/**
 * An invented municipality.
 *
 * @param name of letters a to z
 * @param reportsPerYear how many reports of concern it gets
 */
record Municipality(String name, int reportsPerYear) {

  /** One as large as Bergen, over 3,000 a year; the median gets a few a week. */
  static List<Municipality> five() {
    return List.of(
        new Municipality("storvik", 3000),
        new Municipality("testvik", 260),
        new Municipality("eksempeldal", 208),
        new Municipality("proveneset", 156),
        new Municipality("oppdiktholm", 156));
  }
}
