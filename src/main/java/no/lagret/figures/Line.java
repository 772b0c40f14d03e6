package no.lagret.figures;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a table.
 *
 * @param name of the figure
 * @param value how it reads for a recipient, or for several together
 * @param link to what it counts, without the recipient; null where there is no such list
 */
record Line(String name, Function<RecipientFigures, String> value, @Nullable String link) {

  Sheet.Cell of(RecipientFigures figures) {
    String text = value.apply(figures);
    if (link == null || !text.matches("[1-9][0-9]*")) {
      return new Sheet.Cell(text, null);
    }
    String of = figures.recipient() == null ? "" : "recipient=" + figures.recipient();
    return new Sheet.Cell(text, link + (link.contains("?") ? "&" : "?") + of);
  }
}
