package no.lagret.figures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures in words of one language, as they stand on a page, in a file, or in a mail.
 *
 * @param language in which it is written, as in {@code lang}
 * @param title what it is
 * @param lines what is to be known before reading it
 * @param tables its tables
 */
public record Sheet(String language, String title, List<String> lines, List<Table> tables) {

  /**
   * One table.
   *
   * @param id names it
   * @param heading what it tells
   * @param columns heads of its columns; the first is that of the rows' names
   * @param rows its rows
   * @param note what is to be known of it; null where nothing is
   */
  public record Table(
      String id, String heading, List<String> columns, List<Row> rows, @Nullable String note) {}

  /**
   * One row.
   *
   * @param name what it is of
   * @param cells its values
   */
  public record Row(String name, List<Cell> cells) {}

  /**
   * One value.
   *
   * @param text as people read it
   * @param link to what it counts, a path of the console; null where there is no such list
   */
  public record Cell(String text, @Nullable String link) {}
}
