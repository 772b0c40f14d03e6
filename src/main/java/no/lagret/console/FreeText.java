package no.lagret.console;

import org.jspecify.annotations.Nullable;

/** Words of an operator: bounded, and never repeated in an answer that says no. */
final class FreeText {

  static final int LONGEST = 2_000;

  private FreeText() {}

  /** The words without blanks around them; a bad request where there are none. */
  static String required(String name, @Nullable String text) {
    String words = optional(name, text);
    if (words == null) {
      throw ApiProblem.badRequest("Give a " + name + " of at most " + LONGEST + " characters");
    }
    return words;
  }

  /** The same, or null where there are none. */
  static @Nullable String optional(String name, @Nullable String text) {
    String words = text == null ? "" : text.strip();
    if (words.length() > LONGEST) {
      throw ApiProblem.badRequest("The " + name + " must be at most " + LONGEST + " characters");
    }
    return words.isEmpty() ? null : words;
  }
}
