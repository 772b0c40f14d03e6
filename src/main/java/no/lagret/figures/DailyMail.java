package no.lagret.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import no.lagret.notice.Letters;
import no.lagret.pulse.DailyTime;
import no.lagret.pulse.Worker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the figures of the day before, once a day: what the queue of notices has taken for a day it
 * takes no second time, however often the gateway is started.
 */
final class DailyMail extends Worker {

  private static final Logger LOG = LoggerFactory.getLogger(DailyMail.class);
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final Counting counting;
  private final Sheets sheets;
  private final Letters letters;
  private final DailyTime daily;
  private final List<String> to;
  private final InstantSource clock;
  private @Nullable LocalDate done;

  DailyMail(
      Counting counting,
      Sheets sheets,
      Letters letters,
      LocalTime time,
      List<String> to,
      InstantSource clock) {
    super("daily-figures", BETWEEN);
    this.counting = counting;
    this.sheets = sheets;
    this.letters = letters;
    this.daily = new DailyTime(time);
    this.to = to;
    this.clock = clock;
  }

  /**
   * Queues that of yesterday, once its time has come; after a time without the gateway, late, and
   * before today's time that of the day before.
   */
  @Override
  protected Duration round() {
    Instant now = clock.instant();
    LocalDate due = daily.due(now);
    if (!due.equals(done)) {
      write(due.minusDays(1), now);
      done = due;
    }
    return BETWEEN;
  }

  @Override
  protected void tell(Throwable trouble) {
    LOG.warn("The daily figures are not written yet; they are tried again: {}", trouble.toString());
  }

  private void write(LocalDate day, Instant now) {
    Locale language = letters.language();
    Sheet sheet = sheets.daily(counting.count(new Days(day, day), name -> true), language);
    letters.send("figures-" + day, to, sheet.title(), text(sheet), now);
  }

  /** As lines that every mail program shows: a name, and what it is. */
  private static String text(Sheet sheet) {
    StringBuilder text = new StringBuilder();
    for (Sheet.Table table : sheet.tables()) {
      boolean several = table.columns().size() > 2;
      for (Sheet.Row row : table.rows()) {
        if (several) {
          text.append('\n').append(row.name()).append('\n');
        }
        for (int i = 0; i < row.cells().size(); i++) {
          text.append(several ? "  " + table.columns().get(i + 1) : row.name())
              .append(": ")
              .append(row.cells().get(i).text())
              .append('\n');
        }
      }
    }
    text.append('\n');
    sheet.lines().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
