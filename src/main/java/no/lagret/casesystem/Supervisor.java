package no.lagret.casesystem;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.http.NoAnswer;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stops delivering to a case system that is down, asks it from time to time whether it is back, and
 * goes on, for ever. It pauses when three different reports in a row met an outage with no store in
 * between.
 */
public final class Supervisor implements AutoCloseable {

  private static final int REPORTS_BEFORE_PAUSE = 3;
  private static final Duration LONGEST_BETWEEN_PROBES = Duration.ofMinutes(1);

  private final String recipient;
  private final ReadBack readBack;
  private final Alarms alarms;
  private final Duration firstProbe;
  private final Duration responseTimeout;
  private final InstantSource clock;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          new DefaultThreadFactory("case-system-supervisor", true));
  private final Set<String> reports = new HashSet<>();
  private @Nullable Delivery delivery;
  private @Nullable Instant pausedSince;

  /** What is paused and resumed. Both may be called again and again. */
  public interface Delivery {
    void pause();

    void resume();
  }

  Supervisor(
      String recipient,
      ReadBack readBack,
      Alarms alarms,
      Duration firstProbe,
      Duration responseTimeout,
      InstantSource clock) {
    this.recipient = recipient;
    this.readBack = readBack;
    this.alarms = alarms;
    this.firstProbe = firstProbe;
    this.responseTimeout = responseTimeout;
    this.clock = clock;
  }

  /** Tells it what to pause. */
  public synchronized void watch(Delivery toPause) {
    this.delivery = toPause;
  }

  /**
   * What an attempt's failure is called: its own class, or an outage where it ended without an
   * answer. After a time-out the next try waits at least as long: the call before it may still be
   * at work over there.
   */
  public ClassifiedFailure classified(Throwable caught) {
    if (caught instanceof ClassifiedFailure failure) {
      return failure;
    }
    String code = caught instanceof IOException e ? NoAnswer.code(e) : "BROKEN_ANSWER";
    return new ClassifiedFailure(FailureClass.OUTAGE, code, "No answer (" + code + ")")
        .retryAfter(code.equals("TIME_OUT") ? responseTimeout : null)
        .because(caught);
  }

  /** An attempt for this report met an outage of the case system. */
  public synchronized void outage(String reportId, ClassifiedFailure failure) {
    tellSetting(failure);
    if (pausedSince == null && reports.add(reportId) && reports.size() >= REPORTS_BEFORE_PAUSE) {
      pausedSince = clock.instant();
      alarms.begin(
          Condition.CASE_SYSTEM_DOWN,
          recipient,
          recipient,
          null,
          failure.getMessage()
              + ". Reports stay queued; the case system is asked until it answers.");
      worker.execute(this::pause);
      probeIn(firstProbe);
    }
  }

  private void tellSetting(ClassifiedFailure failure) {
    if (failure.setting() != null) {
      alarms.begin(
          Condition.CASE_SYSTEM_SETTINGS,
          recipient,
          recipient,
          null,
          failure.getMessage()
              + ": check "
              + Recipients.setting(recipient, failure.setting())
              + ".");
    }
  }

  /** A report was stored: the case system is there, and its settings are right. */
  public synchronized void stored() {
    reports.clear();
    alarms.end(Condition.CASE_SYSTEM_SETTINGS, recipient);
    alarms.end(Condition.CASE_SYSTEM_DOWN, recipient);
  }

  /** A report was handed over as files: that way is open, whatever becomes of the report. */
  public void handedOver() {
    stored();
  }

  /** Since when nothing is delivered, or null. */
  public synchronized @Nullable Instant pausedSince() {
    return pausedSince;
  }

  private void probeIn(Duration delay) {
    worker.schedule(() -> probe(delay), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void probe(Duration last) {
    try {
      readBack.probe();
      resume();
    } catch (ClassifiedFailure e) {
      // It may be back by now, and refuse us: nobody else asks it while delivery is paused.
      tellSetting(e);
      Duration next = last.multipliedBy(2);
      probeIn(next.compareTo(LONGEST_BETWEEN_PROBES) > 0 ? LONGEST_BETWEEN_PROBES : next);
    } catch (RuntimeException e) {
      probeIn(LONGEST_BETWEEN_PROBES);
    }
  }

  private void pause() {
    Delivery toPause = delivery;
    if (toPause != null) {
      toPause.pause();
    }
  }

  private void resume() {
    Delivery toResume;
    synchronized (this) {
      pausedSince = null;
      reports.clear();
      toResume = delivery;
    }
    alarms.end(Condition.CASE_SYSTEM_DOWN, recipient);
    if (toResume != null) {
      toResume.resume();
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
