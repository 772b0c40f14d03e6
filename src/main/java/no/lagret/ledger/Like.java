package no.lagret.ledger;

/** Patterns for {@code like … escape '!'}. */
final class Like {

  private Like() {}

  static String beginsWith(String text) {
    return text.strip().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
