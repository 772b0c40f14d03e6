package no.lagret.canary;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.ledger.Ledger;
import no.lagret.report.ReportState;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * One report of nobody at a time: asked for at the portal's test mode, and awaited in the ledger as
 * stored and confirmed. What was under way at a restart is not awaited any more; the next one is
 * asked for at once. Times are taken by the JVM's own clock: a wall clock that is set back must not
 * make it silent.
 */
final class Canary implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {

  /** Begins every one of them; with the version 8 that follows it is nobody's random id. */
  static final String MARK = "0ca9a51e";

  private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
  private static final long SECONDS = 1;

  private final String recipient;
  private final CanarySettings settings;
  private final TestMode testMode;
  private final Ledger ledger;
  private final Alarms alarms;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("canary", true));
  private @Nullable Flight flight;
  private @Nullable Long askedAt;

  Canary(
      String recipient, CanarySettings settings, TestMode testMode, Ledger ledger, Alarms alarms) {
    this.recipient = recipient;
    this.settings = settings;
    this.testMode = testMode;
    this.ledger = ledger;
    this.alarms = alarms;
  }

  /** One that is under way, or could not even be asked for. */
  private record Flight(String reportId, long since, boolean sent) {}

  private static boolean isOver(Duration time, long since, long now) {
    return now - since >= time.toNanos();
  }

  static String newId() {
    String random = UUID.randomUUID().toString();
    return MARK + random.substring(8, 14) + "8" + random.substring(15);
  }

  private void look() {
    try {
      long now = System.nanoTime();
      Flight under = flight;
      if (under != null) {
        follow(under, now);
      }
      if (askedAt == null || isOver(settings.interval(), askedAt, now)) {
        askedAt = now;
        flight = ask(now);
      }
    } catch (RuntimeException e) {
      LOG.debug("The canary is looked for again in a moment", e);
    }
  }

  private Flight ask(long now) {
    String reportId = newId();
    try {
      testMode.send(reportId);
      return new Flight(reportId, now, true);
    } catch (IOException e) {
      LOG.debug("The portal's test mode sent no canary", e);
      return new Flight(reportId, now, false);
    }
  }

  private void follow(Flight under, long now) {
    ReportState state =
        ledger.report(Set.of(recipient), under.reportId()).map(r -> r.state()).orElse(null);
    if (state == ReportState.CONFIRMED) {
      flight = null;
      alarms.end(Condition.CANARY_MISSING, recipient);
    } else if (isOver(settings.within(), under.since(), now)) {
      alarms.begin(
          Condition.CANARY_MISSING,
          recipient,
          recipient,
          under.sent() ? under.reportId() : null,
          under.sent()
              ? "The canary is not stored and confirmed in time: it is "
                  + (state == null ? "not fetched" : state)
                  + ". Look at what else stands; the next one is sent in any case."
              : "The portal's test mode did not take the request for a canary. Check"
                  + " lagret.canary.send-url.");
    }
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    worker.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    worker.shutdownNow();
    testMode.close();
  }
}
