package no.lagret.figures;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.notice.Letters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends the figures of the day before, once a day: what the queue of notices has taken for a day it
 * takes no second time, however often the gateway is started.
 */
final class DailyMail implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(DailyMail.class);
  private static final long SECONDS = 5;

  private final Counting counting;
  private final Sheets sheets;
  private final Letters letters;
  private final LocalTime time;
  private final List<String> to;
  private final InstantSource clock;
  private @Nullable ScheduledExecutorService worker;
  private @Nullable LocalDate done;
  private boolean inTrouble;

  DailyMail(
      Counting counting,
      Sheets sheets,
      Letters letters,
      LocalTime time,
      List<String> to,
      InstantSource clock) {
    this.counting = counting;
    this.sheets = sheets;
    this.letters = letters;
    this.time = time;
    this.to = to;
    this.clock = clock;
  }

  /**
   * Queues that of yesterday, once its time has come; after a time without the gateway, late, and
   * before today's time that of the day before.
   */
  private void look() {
    ZonedDateTime now = clock.instant().atZone(Days.NORWAY);
    LocalDate today = now.toLocalDate();
    LocalDate due = now.toLocalTime().isBefore(time) ? today.minusDays(1) : today;
    if (due.equals(done)) {
      return;
    }
    try {
      write(due.minusDays(1), now.toInstant());
      done = due;
      inTrouble = false;
    } catch (RuntimeException e) {
      if (!inTrouble) {
        LOG.warn("The daily figures are not written yet; they are tried again: {}", e.toString());
      }
      inTrouble = true;
    }
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

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "daily-figures");
              thread.setDaemon(true);
              return thread;
            });
    started.scheduleWithFixedDelay(this::look, 0, SECONDS, TimeUnit.SECONDS);
    worker = started;
  }

  @Override
  public synchronized void stop() {
    if (worker != null) {
      worker.shutdownNow();
      worker = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return worker != null;
  }
}
