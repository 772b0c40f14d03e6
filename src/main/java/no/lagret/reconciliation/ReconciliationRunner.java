package no.lagret.reconciliation;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import no.lagret.recipient.Recipients;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the comparisons, one after the other: those ordered, and the daily one when its time has
 * come. One that a restart broke off is made again.
 */
final class ReconciliationRunner implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationRunner.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  private final RunTable runs;
  private final Reconciler reconciler;
  private final ReconciliationLedger told;
  private final Recipients recipients;
  private final DailyTime daily;
  private final Duration window;
  private final InstantSource clock;
  private final Semaphore ordered = new Semaphore(0);
  private final Map<String, Logs> uploaded = new ConcurrentHashMap<>();
  private volatile boolean running;
  private boolean inTrouble;
  private @Nullable Thread thread;

  ReconciliationRunner(
      RunTable runs,
      Reconciler reconciler,
      ReconciliationLedger told,
      Recipients recipients,
      DailyTime daily,
      Duration window,
      InstantSource clock) {
    this.runs = runs;
    this.reconciler = reconciler;
    this.told = told;
    this.recipients = recipients;
    this.daily = daily;
    this.window = window;
    this.clock = clock;
  }

  /** Orders one, durably. */
  void order(Reconciliation run, Logs logs) {
    if (run.withLogs()) {
      uploaded.put(run.id(), logs);
    }
    runs.add(run);
    ordered.release();
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      thread = new Thread(this::run, "reconciliation");
      thread.start();
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    ordered.release();
    Thread started = thread;
    if (started != null) {
      try {
        started.join(Duration.ofSeconds(30).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        daily.due(clock.instant()).filter(day -> !runs.hasDaily(day)).ifPresent(this::orderDaily);
        for (Reconciliation run : runs.running()) {
          if (running) {
            make(run);
          }
        }
        inTrouble = false;
        rest(BETWEEN_LOOKS);
      } catch (RuntimeException e) {
        if (!inTrouble) {
          LOG.warn("The comparison goes on shortly: {}", e.toString());
        }
        inTrouble = true;
        rest(AFTER_TROUBLE);
      }
    }
  }

  private void orderDaily(LocalDate day) {
    runs.add(
        new Reconciliation(
            UUID.randomUUID().toString(),
            clock.instant(),
            null,
            day,
            null,
            new Period(clock.instant().minus(window), clock.instant()),
            false,
            Reconciliation.State.RUNNING,
            null));
  }

  private void make(Reconciliation run) {
    Logs logs = Optional.ofNullable(uploaded.get(run.id())).orElse(Logs.NONE);
    if (run.withLogs() && logs == Logs.NONE) {
      runs.end(run.id(), Reconciliation.State.INTERRUPTED, clock.instant());
      return;
    }
    for (String recipient :
        run.recipient() == null ? recipients.counted() : List.of(run.recipient())) {
      if (!running) {
        return;
      }
      ReconciliationResult result =
          runs.result(run.id(), recipient)
              .orElseGet(() -> reconciler.reconcile(run, recipient, logs));
      reconciler.tell(result);
      told.reconciled(run, result);
      LOG.info(
          "Reconciled {}: {} reports well, {} not known, {} differences stand",
          recipient,
          result.matched(),
          result.notKnown(),
          result.differences());
    }
    runs.end(run.id(), Reconciliation.State.DONE, clock.instant());
    uploaded.remove(run.id());
  }

  private void rest(Duration time) {
    try {
      ordered.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
      ordered.drainPermits();
    } catch (InterruptedException e) {
      running = false;
    }
  }
}
