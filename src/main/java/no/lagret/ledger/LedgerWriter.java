package no.lagret.ledger;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.report.Moment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes what was told into the ledger, alone and in the queue's order. A batch is committed to the
 * database first and taken off the queue after; a crash in between writes it again, which changes
 * nothing. What cannot be written now is tried for ever; what is no event goes to quarantine.
 */
public final class LedgerWriter implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
  private static final String SUBJECT = "ledger";
  private static final int BATCH = 200;
  private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long IDLE_MILLIS = 1_000;
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

  private final ConnectionFactory connections;
  private final MessageReader reader;
  private final PatientStore store;
  private final Barriers barriers;
  private final Alarms alarms;
  private final InstantSource clock;
  private final Runnable betweenCommits;

  private volatile CountDownLatch stopping = new CountDownLatch(0);
  private volatile boolean connected;
  private volatile Moment lastWrittenAt;
  private @Nullable Thread thread;

  /**
   * Any window of the connections does. Prefetching makes fuller batches: 11 to 12 instead of 15 to
   * 37 for 2,000 events, about a quarter less time in five paired runs, not in every one of them.
   */
  LedgerWriter(
      ConnectionFactory connections,
      MessageReader reader,
      LedgerStore store,
      Alarms alarms,
      InstantSource clock) {
    this(connections, reader, store, alarms, clock, () -> {});
  }

  /** The last argument runs after the database's commit and before the queue's. */
  LedgerWriter(
      ConnectionFactory connections,
      MessageReader reader,
      LedgerStore store,
      Alarms alarms,
      InstantSource clock,
      Runnable betweenCommits) {
    this.connections = connections;
    this.reader = reader;
    this.store = new PatientStore(store, alarms);
    this.barriers = new Barriers(connections);
    this.alarms = alarms;
    this.clock = clock;
    this.betweenCommits = betweenCommits;
    this.lastWrittenAt = Moment.now(clock);
  }

  /**
   * Waits until every event committed before this call is written.
   *
   * @return false when that did not happen within the time, or the queue could not be reached
   */
  public boolean awaitBarrier(Duration timeout) {
    return barriers.await(timeout);
  }

  /** When a batch was last committed; before the first one, when this was made. */
  public Moment lastWrittenAt() {
    return lastWrittenAt;
  }

  /** Whether it is at work, holds the queue's connection and the database takes what it writes. */
  public boolean healthy() {
    return isRunning() && connected && !store.inTrouble();
  }

  @Override
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    stopping = new CountDownLatch(1);
    thread = new Thread(this::run, "ledger-writer");
    thread.start();
  }

  @Override
  public synchronized void stop() {
    stopping.countDown();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(30).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null && thread.isAlive();
  }

  /** Before everything that tells events, and after it when stopping. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    Delay delay = new Delay(LONGEST_DELAY);
    while (stopping.getCount() > 0) {
      try (Connection connection = connections.createConnection();
          Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
          MessageConsumer consumer =
              session.createConsumer(session.createQueue(LedgerQueue.NAME))) {
        connection.start();
        connected = true;
        while (stopping.getCount() > 0 && step(session, consumer)) {
          delay.reset();
        }
      } catch (Exception e) {
        if (delay.isFirst()) {
          LOG.warn("The ledger's queue is taken up again shortly: {}", e.toString());
        }
      } finally {
        connected = false;
      }
      delay.await(stopping);
    }
  }

  /** One batch; false when it stays on the queue. */
  private boolean step(Session session, MessageConsumer consumer) throws JMSException {
    List<LedgerMessage> batch = receive(consumer);
    if (batch.isEmpty()) {
      return true;
    }
    if (!store.write(batch, stopping)) {
      return false;
    }
    lastWrittenAt = Moment.now(clock);
    betweenCommits.run();
    session.commit();
    for (LedgerMessage message : batch) {
      if (message instanceof LedgerMessage.Barrier barrier) {
        barriers.passed(barrier.id());
      } else if (message instanceof LedgerMessage.Strange strange) {
        tell(strange.reason());
      }
    }
    return true;
  }

  private List<LedgerMessage> receive(MessageConsumer consumer) throws JMSException {
    List<LedgerMessage> batch = new ArrayList<>();
    Message message = consumer.receive(IDLE_MILLIS);
    long end = System.nanoTime() + BATCH_NANOS;
    while (message != null) {
      batch.add(reader.read(message));
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      message = batch.size() < BATCH && left > 0 ? consumer.receive(left) : null;
    }
    return batch;
  }

  private void tell(String reason) {
    alarms.begin(
        Condition.QUARANTINE,
        SUBJECT,
        null,
        null,
        "A message on the ledger's queue was not written (" + reason + "). See table quarantine.");
  }
}
