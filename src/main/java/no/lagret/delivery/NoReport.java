package no.lagret.delivery;

/** A message in one of the report queues that lacks what every report carries. */
final class NoReport extends RuntimeException {

  NoReport(String header) {
    super("A message lacks " + header + ": not written by this gateway");
  }
}
