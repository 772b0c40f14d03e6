package no.lagret.routes;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Guesses what a misspelt word was meant to be. */
public final class Nearest {

  private static final DamerauLevenshteinDistance DISTANCE = new DamerauLevenshteinDistance();

  private Nearest() {}

  /** The right word that takes the fewest strokes; the first in the alphabet among equals. */
  static String to(String wrong, Collection<String> right) {
    return right.stream()
        .min(
            Comparator.comparing((String each) -> DISTANCE.apply(wrong, each))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** What to do about it: the nearest word where it is near, else all that there are. */
  public static String advice(String wrong, Collection<String> right) {
    String nearest = to(wrong, right);
    boolean near = DISTANCE.apply(wrong, nearest) <= Math.max(2, wrong.length() / 3);
    return near
        ? "Did you mean " + nearest + "?"
        : "There is: " + String.join(", ", right.stream().sorted().limit(12).toList()) + ".";
  }
}
