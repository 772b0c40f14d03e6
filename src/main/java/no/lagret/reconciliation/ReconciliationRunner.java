package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import no.lagret.pulse.DailyTime;
import no.lagret.pulse.Worker;
import no.lagret.recipient.Recipients;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the comparisons, one after the other: those ordered, and the daily one when its time has
 * come. One that a restart or a fault broke off is made again, and holds up no other.
 */
final class ReconciliationRunner extends Worker {

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
  private final Map<String, Logs> uploaded = new ConcurrentHashMap<>();

  ReconciliationRunner(
      RunTable runs,
      Reconciler reconciler,
      ReconciliationLedger told,
      Recipients recipients,
      LogFolder folder,
      DailyTime daily,
      Duration window,
      InstantSource clock) {
    super("reconciliation", AFTER_TROUBLE);
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
    wake();
  }

  @Override
  protected Duration round() {
    LocalDate day = daily.due(clock.instant());
    if (isMissing(day)) {
      orderDaily(day);
    }
    for (Reconciliation run : runs.running()) {
      if (isRunning()) {
        make(run);
      }
    }
    return BETWEEN_LOOKS;
  }

  @Override
  protected void tell(Throwable trouble) {
    LOG.warn("The comparison goes on shortly: {}", trouble.toString());
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
    boolean gone = run.recipient() != null && !recipients.counted().contains(run.recipient());
    if (gone || (run.withLogs() && given == null)) {
      runs.end(run.id(), Reconciliation.State.INTERRUPTED, clock.instant());
      return;
    }
    boolean whole = true;
    for (String recipient :
        run.recipient() == null ? recipients.counted() : List.of(run.recipient())) {
      if (!isRunning()) {
        return;
      }
      try {
        make(run, recipient, given);
      } catch (RuntimeException e) {
        // Other recipients, and other comparisons, are made all the same.
        reconciler.tellFailed(run, recipient);
        trouble(e);
        whole = false;
      }
    }
    if (whole) {
      runs.end(run.id(), Reconciliation.State.DONE, clock.instant());
      uploaded.remove(run.id());
    }
  }

  private void make(Reconciliation run, String recipient, @Nullable Logs given) {
    ReconciliationResult made = runs.result(run.id(), recipient).orElse(null);
    if (made != null) {
      // Broken off before it was told. What lies in the folder now may not be what was compared.
      tell(run, made);
      return;
    }
    LogFolder.Dropped dropped =
        given == null ? folder.read(recipient) : new LogFolder.Dropped(given, List.of());
    ReconciliationResult result = reconciler.reconcile(run, recipient, dropped.logs());
    tell(run, result);
    folder.done(dropped);
    LOG.info(
        "Reconciled {}: {} reports well, {} not known, {} differences stand",
        recipient,
        result.matched(),
        result.notKnown(),
        result.differences());
  }

  private void tell(Reconciliation run, ReconciliationResult result) {
    reconciler.tell(run, result);
    told.reconciled(run, result);
  }
}
