package no.lagret.routes;

import java.util.List;

/** A recipient has one case system: nobody could say in which of two a report is stored. */
final class TwoCaseSystems extends RuntimeException {

  static final String WRONG = "is set beside http.base-url: a recipient has one case system";
  static final String WHAT_TO_DO = "Take one of the two out.";

  TwoCaseSystems(List<String> names) {
    super(String.join(", ", names) + " " + WRONG + ".");
  }
}
