package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import no.lagret.casesystem.StillStored;
import no.lagret.casesystem.StillStored.Sight;
import no.lagret.ledger.Ledger;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks every confirmed report up in the case system again and again, while the portal still keeps
 * its copy: what is lost after the confirmation can be had again only until then. One at a time,
 * with a pause, so that no case system feels it. A case system that does not answer is asked again
 * a little later; nothing is said of its reports meanwhile.
 */
final class StoredWatch implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(StoredWatch.class);
  private static final int AT_A_TIME = 50;
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);
  private static final Duration AFTER_SILENCE = Duration.ofSeconds(30);

  private final PerRecipient<Duration> retention;
  private final LookTable looks;
  private final StillStored stillStored;
  private final Ledger ledger;
  private final LostReports lost;
  private final KeptSweep sweep;
  private final ReconciliationSettings settings;
  private final InstantSource clock;

  /** Until when a silent case system is left in peace, by the JVM's own clock. */
  private final Map<String, Long> silentUntil = new HashMap<>();

  private volatile boolean running;
  private boolean inTrouble;
  private @Nullable Thread thread;

  StoredWatch(
      PerRecipient<Duration> retention,
      LookTable looks,
      StillStored stillStored,
      Ledger ledger,
      LostReports lost,
      KeptSweep sweep,
      ReconciliationSettings settings,
      InstantSource clock) {
    this.retention = retention;
    this.looks = looks;
    this.stillStored = stillStored;
    this.ledger = ledger;
    this.lost = lost;
    this.sweep = sweep;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      thread = new Thread(this::run, "stored-watch");
      thread.start();
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    Thread started = thread;
    if (started != null) {
      LockSupport.unpark(started);
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
      boolean more = false;
      try {
        more = round();
        sweep.sweep();
        inTrouble = false;
      } catch (RuntimeException e) {
        if (!inTrouble) {
          LOG.warn("Confirmed reports are looked up again shortly: {}", e.toString());
        }
        inTrouble = true;
      }
      if (!more) {
        rest(BETWEEN_ROUNDS);
      }
    }
  }

  /** Whether there is more to look at. */
  private boolean round() {
    boolean[] more = {false};
    retention.forEach(
        (recipient, kept) -> {
          if (running && stillStored.canTell(recipient) && !isSilent(recipient)) {
            more[0] |= round(recipient, kept);
          }
        });
    return more[0];
  }

  private boolean isSilent(String recipient) {
    Long until = silentUntil.get(recipient);
    return until != null && System.nanoTime() - until < 0;
  }

  private boolean round(String recipient, Duration kept) {
    Instant now = clock.instant();
    List<String> due =
        looks.due(recipient, now.minus(kept), now.minus(settings.lookEvery()), now, AT_A_TIME);
    List<String> looked = new ArrayList<>();
    for (String reportId : due) {
      if (!running || !look(recipient, reportId)) {
        break;
      }
      looked.add(reportId);
      rest(settings.lookPause());
    }
    looks.looked(recipient, looked, clock.instant());
    return looked.size() == AT_A_TIME;
  }

  /** Whether it could be told. */
  private boolean look(String recipient, String reportId) {
    List<Kept> dispatches =
        ledger.dispatchesOf(recipient, reportId).stream().map(Kept::of).toList();
    Kept kept = dispatches.stream().filter(Kept::isStored).reduce((a, b) -> b).orElse(null);
    if (kept == null || dispatches.stream().anyMatch(each -> isMoving(each.state()))) {
      return true; // on its way once more: told by its own way
    }
    Sight sight = DirectLooks.look(stillStored, recipient, kept);
    if (sight == Sight.NOT_KNOWN) {
      silentUntil.put(recipient, System.nanoTime() + afterSilence().toNanos());
      return false;
    }
    lost.seen(recipient, kept, sight);
    return true;
  }

  private Duration afterSilence() {
    Duration every = settings.lookEvery();
    return every.compareTo(AFTER_SILENCE) < 0 ? every : AFTER_SILENCE;
  }

  private static boolean isMoving(ReportState state) {
    return !state.isFinal();
  }

  private void rest(Duration time) {
    if (running) {
      LockSupport.parkNanos(time.toNanos());
    }
  }
}
