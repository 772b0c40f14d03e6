package no.lagret.routes;

import java.util.List;

/** Settings that are each right and cannot hold together. */
final class Contradiction extends RuntimeException {

  /** A recipient has one case system: nobody could say in which of two a report is stored. */
  static final String TWO_CASE_SYSTEMS =
      "is set beside http.base-url: a recipient has one case system";

  static final String TAKE_ONE_OUT = "Take one of the two out.";

  /** KS would push each message to one of the two, whichever comes first. */
  static final String SHARED_ACCOUNT = "is the account of another recipient too";

  static final String OWN_ACCOUNT =
      "Give each recipient its own account, as Fiks Forvaltning shows it.";

  private final String whatToDo;

  Contradiction(List<String> names, String wrong, String whatToDo) {
    super(String.join(", ", names) + " " + wrong + ".");
    this.whatToDo = whatToDo;
  }

  String whatToDo() {
    return whatToDo;
  }
}
