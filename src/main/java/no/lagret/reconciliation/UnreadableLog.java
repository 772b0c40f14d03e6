package no.lagret.reconciliation;

/** A log that cannot be read whole, and is then not read at all. Says which line, and why. */
final class UnreadableLog extends Exception {

  UnreadableLog(String why) {
    super(why, null, false, false);
  }

  UnreadableLog(long line, String why) {
    this("line " + line + " " + why);
  }
}
