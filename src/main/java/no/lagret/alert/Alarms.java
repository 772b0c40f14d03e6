package no.lagret.alert;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * What needs attention. An alarm is named by condition and subject; beginning one that stands, or
 * ending one that does not, does nothing and asks no database. One log line when it begins and one
 * when it ends; one more when it comes to matter more. Alarms stand in the database and so outlive
 * the process; where the database cannot be written, the log line still comes, and the row follows
 * with {@link #catchUp} or when the alarm is raised again.
 *
 * <p>Beginning and ending never throw. They must not be called within a database transaction of
 * another connection: SQLite has one writer at a time.
 */
public final class Alarms {

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
  private static final int LOCKS = 64;

  private final AlarmTable table;
  private final InstantSource clock;
  private final List<AlarmListener> listeners;

  /** Those that stand, by what names them. */
  private final Map<String, Alarm> standing = new ConcurrentHashMap<>();

  /** Those of them that the database does not know of. */
  private final Map<String, Alarm> unwritten = new ConcurrentHashMap<>();

  /** Those that ended, which the database could not be told. */
  private final Map<String, Alarm> unended = new ConcurrentHashMap<>();

  /** What becomes of one alarm is told in order; others need not wait for it. */
  private final List<Object> locks = IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toList();

  private volatile boolean loaded;

  /** The listeners are told after the row is written. */
  public Alarms(JdbcClient jdbc, InstantSource clock, List<AlarmListener> listeners) {
    this.table = new AlarmTable(jdbc);
    this.clock = clock;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Begins an alarm that matters as much as its condition.
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
    begin(condition, condition.severity(), subject, recipient, reportId, whatToDo);
  }

  /**
   * The same with a severity of its own. One that stands already comes to matter more where the
   * severity is higher, and whoever has seen it must look again; never less.
   */
  public void begin(
      Condition condition,
      Severity severity,
      String subject,
      @Nullable String recipient,
      @Nullable String reportId,
      String whatToDo) {
    String key = key(condition, subject);
    Alarm known = standing.get(key);
    if (known != null
        && known.severity().atLeast(severity)
        && !unwritten.containsKey(key)
        && !unended.containsKey(key)) {
      return;
    }
    synchronized (lock(key)) {
      load();
      unended.remove(key);
      known = standing.get(key);
      if (known == null) {
        beginNew(
            key,
            new Alarm(
                UUID.randomUUID().toString(),
                condition,
                severity,
                subject,
                recipient,
                reportId,
                whatToDo,
                clock.instant(),
                null,
                null,
                null));
      } else {
        write(key);
        if (!known.severity().atLeast(severity)) {
          raise(key, known.raised(severity, whatToDo));
        }
      }
    }
  }

  private void beginNew(String key, Alarm alarm) {
    unwritten.put(key, alarm);
    standing.put(key, alarm);
    if (write(key)) {
      LOG.warn("Alarm {} begins for {}: {}", alarm.condition(), alarm.subject(), alarm.text());
      tell(listener -> listener.began(alarm));
    }
  }

  /** Whether it is new: false where the database knew of it, though we did not. */
  private boolean write(String key) {
    Alarm alarm = unwritten.get(key);
    if (alarm != null) {
      try {
        boolean added = table.insert(alarm);
        unwritten.remove(key);
        if (!added) {
          table.standing().forEach(stood -> standing.put(key(stood), stood));
        }
        return added;
      } catch (DataAccessException | TransactionException e) {
        LOG.debug("Alarm {} of {} is not written yet", alarm.condition(), alarm.subject(), e);
      }
    }
    return true;
  }

  private void raise(String key, Alarm alarm) {
    standing.put(key, alarm);
    if (unwritten.replace(key, alarm) == null) {
      try {
        table.raise(alarm);
      } catch (DataAccessException | TransactionException e) {
        LOG.debug("Alarm {} of {} is raised in memory", alarm.condition(), alarm.subject(), e);
      }
    }
    LOG.warn(
        "Alarm {} for {} is {} now: {}",
        alarm.condition(),
        alarm.subject(),
        alarm.severity(),
        alarm.text());
    tell(listener -> listener.raised(alarm));
  }

  /** Ends the alarm of this condition and subject, if it stands. */
  public void end(Condition condition, String subject) {
    String key = key(condition, subject);
    if (loaded && !standing.containsKey(key)) {
      return;
    }
    synchronized (lock(key)) {
      load();
      Alarm known = standing.get(key);
      if (known == null) {
        return;
      }
      Alarm ended = known.ended(clock.instant());
      if (unwritten.remove(key) == null) {
        try {
          table.end(ended.id(), ended.endedAt());
        } catch (DataAccessException | TransactionException e) {
          LOG.debug("Alarm {} of {} stands until its end is written", condition, subject, e);
          unended.put(key, known);
          return;
        }
      }
      standing.remove(key);
      unended.remove(key);
      LOG.info("Alarm {} ended for {}", condition, subject);
      tell(listener -> listener.ended(ended));
    }
  }

  /** Writes what the database could not take before. */
  public void catchUp() {
    unwritten
        .keySet()
        .forEach(
            key -> {
              synchronized (lock(key)) {
                write(key);
              }
            });
    unended.values().forEach(alarm -> end(alarm.condition(), alarm.subject()));
  }

  /**
   * Ends the alarms of this condition that are about none of these subjects: they were set once,
   * and nothing looks at them any more.
   */
  public void endOthers(Condition condition, Collection<String> subjects) {
    standing().stream()
        .filter(alarm -> alarm.condition() == condition && !subjects.contains(alarm.subject()))
        .forEach(alarm -> end(condition, alarm.subject()));
  }

  /** Those that stand, oldest first. */
  public List<Alarm> standing() {
    load();
    return standing.values().stream()
        .sorted(Comparator.comparing(Alarm::since).thenComparing(Alarm::id))
        .toList();
  }

  /** Those of them that the database does not know of. */
  public List<Alarm> unwritten() {
    return List.copyOf(unwritten.values());
  }

  /** All that were ever written, newest first; pages count from 0. */
  public AlarmPage all(int page, int size) {
    return new AlarmPage(table.page(page, size), table.count());
  }

  /**
   * Notes who has seen it first; false when no such alarm stands. One that only tells of something
   * that is over ends with it.
   *
   * @throws DataAccessException when the database cannot be written
   */
  public boolean acknowledge(String id, String user) {
    Alarm found =
        standing().stream().filter(alarm -> alarm.id().equals(id)).findFirst().orElse(null);
    if (found == null) {
      return false;
    }
    String key = key(found);
    synchronized (lock(key)) {
      Alarm known = standing.get(key);
      if (known == null || !known.id().equals(id)) {
        return false;
      }
      if (known.acknowledgedBy() == null) {
        write(key);
        Instant now = clock.instant();
        table.acknowledge(id, user, now);
        Alarm seen = known.seen(user, now);
        standing.put(key, seen);
        tell(listener -> listener.acknowledged(seen));
        if (seen.endsWhenSeen()) {
          end(seen.condition(), seen.subject());
        }
      }
      return true;
    }
  }

  private void load() {
    if (!loaded) {
      synchronized (this) {
        if (!loaded) {
          try {
            table.standing().forEach(alarm -> standing.put(key(alarm), alarm));
            loaded = true;
          } catch (DataAccessException | TransactionException e) {
            LOG.debug("What alarms stand is read once the database can be", e);
          }
        }
      }
    }
  }

  private void tell(Consumer<AlarmListener> what) {
    for (AlarmListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("An alarm could not be told further; it stands in the table", e);
      }
    }
  }

  private Object lock(String key) {
    return locks.get(Math.floorMod(key.hashCode(), LOCKS));
  }

  private static String key(Alarm alarm) {
    return key(alarm.condition(), alarm.subject());
  }

  private static String key(Condition condition, String subject) {
    return condition + " " + subject;
  }
}
