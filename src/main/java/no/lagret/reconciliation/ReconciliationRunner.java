package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
  private final LogFolder folder;
  private final DailyTime daily;
  private final Duration window;
  private final InstantSource clock;
  private final Instant made;
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
      LogFolder folder,
      DailyTime daily,
      Duration window,
      InstantSource clock) {
    this.runs = runs;
    this.reconciler = reconciler;
    this.told = told;
    this.recipients = recipients;
    this.folder = folder;
    this.daily = daily;
    this.window = window;
    this.clock = clock;
    this.made = clock.instant();
  }

  /** Orders one, durably. */
  void order(Reconciliation run, @Nullable Logs given) {
    if (given != null) {
      uploaded.put(run.id(), given);
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
        daily.due(clock.instant()).filter(this::isMissing).ifPresent(this::orderDaily);
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

  /** A machine that was off catches up; one that is new begins with the next night. */
  private boolean isMissing(LocalDate day) {
    return !runs.hasDaily(day) && (runs.hasAnyDaily() || daily.on(day).isAfter(made));
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
    Logs given = uploaded.get(run.id());
    if (run.withLogs() && given == null) {
      runs.end(run.id(), Reconciliation.State.INTERRUPTED, clock.instant());
      return;
    }
    for (String recipient :
        run.recipient() == null ? recipients.counted() : List.of(run.recipient())) {
      if (!running) {
        return;
      }
      LogFolder.Dropped dropped =
          given == null ? folder.read(recipient) : new LogFolder.Dropped(given, List.of());
      ReconciliationResult result =
          runs.result(run.id(), recipient)
              .orElseGet(() -> reconciler.reconcile(run, recipient, dropped.logs()));
      reconciler.tell(result);
      told.reconciled(run, result);
      folder.done(dropped);
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
