package no.lagret.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Lists as files that open in a Norwegian spreadsheet: semicolons, UTF-8 with its mark. */
final class Csv {

  private static final CSVFormat FORMAT = CSVFormat.EXCEL.builder().setDelimiter(';').get();

  /** Beyond this a file helps nobody; the API pages on. */
  private static final int MOST_PAGES = 500;

  private Csv() {}

  /**
   * Writes a list page by page.
   *
   * @param columns the first line
   * @param pages one page of the list
   * @param line the values of one item; ids, codes and times only
   */
  static <T> void write(
      HttpServletResponse response,
      String name,
      List<String> columns,
      Function<PageRequest, Page<T>> pages,
      Function<T, @Nullable Object[]> line)
      throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    CSVPrinter csv = new CSVPrinter(response.getWriter(), FORMAT);
    response.getWriter().write('\uFEFF');
    csv.printRecord(columns);
    for (int i = 0; i < MOST_PAGES; i++) {
      Page<T> page = pages.apply(new PageRequest(i, PageRequest.MAX_SIZE));
      for (T item : page.items()) {
        csv.printRecord(Arrays.stream(line.apply(item)).map(Csv::harmless).toArray());
      }
      if (page.items().size() < PageRequest.MAX_SIZE) {
        csv.flush();
        return;
      }
    }
    // A file that says nothing would pass for all there is.
    csv.printRecord("NOT ALL: the rest is left out, ask for a shorter period");
    csv.flush();
  }

  /** Ids come from outside: none may become a formula in somebody's spreadsheet. */
  private static Object harmless(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
