package no.lagret.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Writes a batch for as long as it takes. A database in trouble is waited for; a single message
 * that the database refuses goes to quarantine, so that it stops no other.
 */
final class PatientStore {

  private static final Logger LOG = LoggerFactory.getLogger(PatientStore.class);
  private static final String SUBJECT = "ledger";

  private final LedgerStore store;
  private final Alarms alarms;
  private volatile boolean inTrouble;

  PatientStore(LedgerStore store, Alarms alarms) {
    this.store = store;
    this.alarms = alarms;
  }

  boolean inTrouble() {
    return inTrouble;
  }

  /**
   * Writes the batch. The messages are held meanwhile, not given back: giving back would raise the
   * broker's count of deliveries for messages that are in order.
   *
   * @return false when it is to stop before the batch is written
   */
  boolean write(List<LedgerMessage> batch, CountDownLatch stopping) {
    Delay delay = new Delay(Duration.ofSeconds(10));
    for (int refusals = 0; ; ) {
      try {
        if (refusals < 2) {
          store.write(batch);
        } else {
          batch.forEach(this::writeAlone);
        }
        end();
        return true;
      } catch (RuntimeException e) {
        // Twice, as two writers at one moment also break a constraint.
        refusals += isAboutContent(e) ? 1 : 0;
        if (!isAboutContent(e)) {
          begin(e);
        }
        if (delay.await(stopping)) {
          return false;
        }
      }
    }
  }

  private void writeAlone(LedgerMessage message) {
    try {
      store.write(List.of(message));
    } catch (RuntimeException e) {
      if (!isAboutContent(e) || !(message instanceof LedgerMessage.Told told)) {
        throw e;
      }
      String reason = "the database refuses it: " + e.getClass().getSimpleName();
      store.write(List.of(new LedgerMessage.Strange(reason, told.body(), null)));
      alarms.begin(
          Condition.QUARANTINE,
          SUBJECT,
          told.event().recipient(),
          told.event().reportId(),
          "Event " + told.event().id() + " was not written: " + reason + ". See table quarantine.");
    }
  }

  private void begin(RuntimeException trouble) {
    if (!inTrouble) {
      inTrouble = true;
      LOG.warn(
          "Events wait on their queue, the ledger is tried again until it is back: {}",
          NestedExceptionUtils.getMostSpecificCause(trouble).toString());
      alarms.begin(
          Condition.LEDGER,
          SUBJECT,
          null,
          null,
          "The ledger cannot be written. Check the disk and the database; nothing is lost.");
    }
  }

  private void end() {
    if (inTrouble) {
      inTrouble = false;
      LOG.info("The ledger is written again");
    }
    // It may stand from before a restart.
    alarms.end(Condition.LEDGER, SUBJECT);
  }

  /** Whether the same would happen again with a database in order. */
  private static boolean isAboutContent(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        return (sql.getErrorCode() & 0xff) == LedgerDatabase.SQLITE_CONSTRAINT
            || state.startsWith("22")
            || state.startsWith("23");
      }
    }
    return e instanceof IllegalArgumentException
        || e instanceof NullPointerException
        || e instanceof ClassCastException;
  }
}
