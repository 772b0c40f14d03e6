package no.lagret.alert;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * What needs attention. An alarm is named by condition and subject; beginning one that stands, or
 * ending one that does not, does nothing. One log line when it begins and one when it ends. Alarms
 * stand in the database and so outlive the process; where the database cannot be written, the log
 * line still comes, and the row follows when the alarm is raised again.
 *
 * <p>Beginning and ending never throw. They must not be called within a database transaction of
 * another connection: SQLite has one writer at a time.
 */
public final class Alarms {

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private final AlarmTable table;
  private final InstantSource clock;
  private final List<AlarmListener> listeners;

  /** Those that the database does not know of. */
  private final Map<String, Alarm> unwritten = new ConcurrentHashMap<>();

  /** The listeners are told after the row is written. */
  public Alarms(JdbcClient jdbc, InstantSource clock, List<AlarmListener> listeners) {
    this.table = new AlarmTable(jdbc);
    this.clock = clock;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Begins an alarm.
   *
   * @param condition what it is
   * @param subject what it is about: an id or a configured name
   * @param recipient the configured name of the recipient, where it is about one
   * @param reportId the report, where it is about one
   * @param whatToDo one sentence for an operator, without personal data
   */
  public void begin(
      Condition condition,
      String subject,
      @Nullable String recipient,
      @Nullable String reportId,
      String whatToDo) {
    Alarm alarm =
        new Alarm(
            UUID.randomUUID().toString(),
            condition,
            subject,
            recipient,
            reportId,
            whatToDo,
            clock.instant(),
            null,
            null,
            null);
    String key = key(condition, subject);
    try {
      Alarm earlier = unwritten.getOrDefault(key, alarm);
      boolean added = table.standing(condition, subject).isEmpty() && table.insert(earlier);
      if (unwritten.remove(key) == null && added) {
        tellBegin(alarm);
      }
    } catch (DataAccessException | TransactionException e) {
      if (unwritten.putIfAbsent(key, alarm) == null) {
        tellBegin(alarm);
      }
    }
  }

  /** Ends the alarm of this condition and subject, if it stands. */
  public void end(Condition condition, String subject) {
    Alarm ended = unwritten.remove(key(condition, subject));
    try {
      Alarm standing = table.standing(condition, subject).orElse(null);
      if (standing != null && table.end(standing.id(), clock.instant())) {
        ended = standing;
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Alarm {} of {} stays in the table until it ends again", condition, subject, e);
    }
    if (ended != null) {
      tellEnd(ended);
    }
  }

  /** Those that stand, oldest first. */
  public List<Alarm> standing() {
    return table.standing();
  }

  /** All, newest first; pages count from 0. */
  public AlarmPage all(int page, int size) {
    return new AlarmPage(table.page(page, size), table.count());
  }

  /** Notes who has seen it first; false when there is no such alarm. */
  public boolean acknowledge(String id, String user) {
    return table.acknowledge(id, user, clock.instant());
  }

  private void tellBegin(Alarm alarm) {
    LOG.warn("Alarm {} begins for {}: {}", alarm.condition(), alarm.subject(), alarm.text());
    listeners.forEach(listener -> safely(() -> listener.began(alarm)));
  }

  private void tellEnd(Alarm alarm) {
    LOG.info("Alarm {} ended for {}", alarm.condition(), alarm.subject());
    listeners.forEach(listener -> safely(() -> listener.ended(alarm)));
  }

  private static void safely(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      LOG.warn("An alarm could not be told further; it stands in the table", e);
    }
  }

  private static String key(Condition condition, String subject) {
    return condition + " " + subject;
  }
}
