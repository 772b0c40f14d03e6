package no.lagret.contractkit;

/**
 * What became of one point.
 *
 * @param id of the point, for tools; it does not change
 * @param outcome whether it holds
 * @param expected what the contract says, in a sentence
 * @param came what came instead, or why it was not tried; empty where it holds
 * @param whatToDo for whoever builds the case system; empty where it holds
 */
record PointResult(String id, Outcome outcome, String expected, String came, String whatToDo) {

  enum Outcome {
    OK,
    NOT_OK,
    NOT_TRIED
  }

  /** For people: one line, two more where it does not hold. */
  String text() {
    return switch (outcome) {
      case OK -> "ok         %-24s %s".formatted(id, expected);
      case NOT_OK ->
          "NOT OK     %-24s %s%n  came: %s%n  do:   %s".formatted(id, expected, came, whatToDo);
      case NOT_TRIED -> "not tried  %-24s %s".formatted(id, came);
    };
  }
}
