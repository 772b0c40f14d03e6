package no.lagret.reconciliation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import no.lagret.report.Digests;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log whole or not at all, and of it only the columns that the settings name: whatever else
 * stands there, names perhaps, is never looked at. What it says of a fault repeats nothing of it.
 */
final class LogReader {

  private static final Duration HOUR = Duration.ofHours(1).minusMillis(1);
  private static final int LONGEST_ID = 200;

  private final ReconciliationSettings.Log settings;
  private final ReconciliationSettings.Columns columns;
  private final LogTimes times;

  LogReader(ReconciliationSettings.Log settings) {
    this.settings = settings;
    this.columns = settings.columns();
    this.times = new LogTimes(settings.timeFormat(), settings.timeZone());
  }

  /**
   * @param called what it is called when something is wrong with it
   */
  Logs.Log read(String called, byte[] bytes) {
    String digest = Digests.sha256(bytes);
    try {
      return new Logs.Log(rows(text(bytes)), digest, null);
    } catch (UnreadableLog e) {
      return new Logs.Log(List.of(), digest, called + ": " + e.getMessage() + ".");
    }
  }

  private String text(byte[] bytes) throws UnreadableLog {
    try {
      return Marked.of(bytes, Charset.forName(settings.encoding())).text();
    } catch (CharacterCodingException e) {
      throw new UnreadableLog(
          "it is not " + settings.encoding() + "; set the encoding that it has");
    }
  }

  private List<Row> rows(String text) throws UnreadableLog {
    if (text.isBlank()) {
      throw new UnreadableLog("it is empty; take it out again");
    }
    if (settings.endsWithLineBreak() && !text.endsWith("\n") && !text.endsWith("\r")) {
      throw new UnreadableLog("its last line does not end: it is cut off");
    }
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(settings.delimiter())
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      checkColumns(parser.getHeaderMap());
      List<Row> rows = new ArrayList<>();
      for (CSVRecord line : parser) {
        Row row = row(line, parser.getCurrentLineNumber());
        if (row != null) {
          rows.add(row);
        }
      }
      return oncePerId(rows);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UnreadableLog("it is no CSV file with a first line that names its columns");
    }
  }

  private void checkColumns(Map<String, Integer> header) throws UnreadableLog {
    for (String column :
        Stream.of(
                columns.report(),
                columns.dispatch(),
                columns.journalReference(),
                columns.date(),
                columns.time(),
                columns.count(),
                columns.status(),
                columns.pdfSha256())
            .filter(Objects::nonNull)
            .toList()) {
      if (!header.containsKey(column)) {
        throw new UnreadableLog(
            "its first line names no column «"
                + column
                + "»; set the column, the separator or the encoding that it has");
      }
    }
  }

  /** Null where the settings leave out what is of its status. */
  private @Nullable Row row(CSVRecord line, long number) throws UnreadableLog {
    if (!line.isConsistent()) {
      throw new UnreadableLog(number, "has not as many columns as the first");
    }
    String word = value(line, columns.status());
    if (isOf(settings.leftOut(), word)) {
      return null;
    }
    LogTimes.Moment when = when(line, number);
    int count = count(line, number);
    boolean counts = columns.count() != null;
    Row row =
        new Row(
            id(line, columns.report(), number),
            id(line, columns.dispatch(), number),
            id(line, columns.journalReference(), number),
            when == null ? null : when.earliest(),
            when == null ? null : counts ? when.latest().plus(HOUR) : when.latest(),
            count,
            status(word, number),
            value(line, columns.pdfSha256()));
    if (!row.hasId() && row.earliest() == null) {
      throw new UnreadableLog(number, "has neither an id nor a time");
    }
    return row;
  }

  private LogTimes.@Nullable Moment when(CSVRecord line, long number) throws UnreadableLog {
    String date = value(line, columns.date());
    String time = value(line, columns.time());
    if (time == null) {
      return null;
    }
    try {
      return times.read(date == null ? time : date + " " + time);
    } catch (DateTimeException e) {
      throw new UnreadableLog(number, "has a time that cannot be read; set time-format");
    }
  }

  private int count(CSVRecord line, long number) throws UnreadableLog {
    String count = value(line, columns.count());
    if (columns.count() == null) {
      return 1;
    }
    if (count == null || !count.matches("[0-9]{1,7}")) {
      throw new UnreadableLog(number, "has a count that is no number");
    }
    return Integer.parseInt(count);
  }

  private static @Nullable String id(CSVRecord line, @Nullable String column, long number)
      throws UnreadableLog {
    String id = value(line, column);
    if (id != null && (id.length() > LONGEST_ID || id.codePoints().anyMatch(LogReader::isOfNoId))) {
      throw new UnreadableLog(number, "has an id that cannot be one");
    }
    return id;
  }

  /** What would break a line, or read otherwise than it is written, wherever the id is shown. */
  private static boolean isOfNoId(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static @Nullable String value(CSVRecord line, @Nullable String column) {
    String value = column == null ? "" : line.get(column).strip();
    return value.isEmpty() ? null : value;
  }

  /** A word that nobody knows may be the one that matters: it is not passed over. */
  private Row.Status status(@Nullable String word, long number) throws UnreadableLog {
    if (word == null) {
      return Row.Status.NOT_SAID;
    }
    if (isOf(settings.printed(), word)) {
      return Row.Status.PRINTED;
    }
    if (isOf(settings.delivered(), word)) {
      return Row.Status.DELIVERED;
    }
    if (isOf(settings.waiting(), word)) {
      return Row.Status.WAITING;
    }
    throw new UnreadableLog(
        number,
        "has a status that is in none of delivered, waiting, printed and left-out; name it in one"
            + " of them");
  }

  private static boolean isOf(List<String> words, @Nullable String word) {
    return word != null && words.stream().anyMatch(word::equalsIgnoreCase);
  }

  /** A log may hold a line twice, or one for each thing that happened: the last one counts. */
  static List<Row> oncePerId(List<Row> rows) {
    Map<List<@Nullable String>, Row> byIds = new LinkedHashMap<>();
    List<Row> once = new ArrayList<>();
    for (Row row : rows) {
      if (!row.hasId()) {
        once.add(row);
        continue;
      }
      List<@Nullable String> ids =
          Arrays.asList(row.reportId(), row.dispatchId(), row.journalReference());
      byIds.merge(ids, row, (a, b) -> time(a).isAfter(time(b)) ? a : b);
    }
    once.addAll(byIds.values());
    return once;
  }

  private static Instant time(Row row) {
    return row.latest() == null ? Instant.MIN : row.latest();
  }
}
