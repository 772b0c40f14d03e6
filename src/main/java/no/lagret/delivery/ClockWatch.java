package no.lagret.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.BrokerSilent;
import no.lagret.broker.Queue;
import no.lagret.ledger.LedgerWriter;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.jms.JmsConsumer;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/**
 * Notices that the clock was set. The broker schedules by the time of day: when the clock is set
 * back by three hours, what was to be tried again in five seconds would be tried in three hours. So
 * everything scheduled is tried at once then; trying too early does no harm. A clock set forward
 * delays nothing. What was set while the gateway did not run is for the census.
 */
final class ClockWatch implements ApplicationListener<ContextClosedEvent>, Ordered, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
  private static final long BETWEEN_LOOKS_MS = 2_000;

  /** After which nothing is on its way to the broker any more that goes by the old time. */
  private static final long LONGEST_SEND_MS = 30_000;

  private static final Duration WAKING = Duration.ofSeconds(1);

  /** Less delays nothing that matters, and is what time synchronisation does. */
  private static final Duration BOUND = Duration.ofSeconds(2);

  /** Where this passes between two readings of the clocks, they were not read together. */
  private static final long TOGETHER_NANOS = 100_000_000;

  private final CamelContext camel;
  private final BrokerManagement broker;
  private final LedgerWriter writer;
  private final InstantSource clock;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("clock-watch", true));
  private Instant lastShown;
  private long lastNanos;
  private volatile boolean wasSetBack;

  ClockWatch(
      CamelContext camel, BrokerManagement broker, LedgerWriter writer, InstantSource clock) {
    this.camel = camel;
    this.broker = broker;
    this.writer = writer;
    this.clock = clock;
    this.lastShown = clock.instant();
    this.lastNanos = System.nanoTime();
    worker.scheduleWithFixedDelay(
        this::look, BETWEEN_LOOKS_MS, BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long nanos = System.nanoTime();
    Instant shown = clock.instant();
    if (System.nanoTime() - nanos > TOGETHER_NANOS) {
      return;
    }
    Duration set = Duration.between(lastShown, shown).minusNanos(nanos - lastNanos);
    lastShown = shown;
    lastNanos = nanos;
    if (set.compareTo(BOUND) > 0) {
      LOG.warn("The clock was set forward by {} s: nothing waits longer for it", set.toSeconds());
    } else if (set.negated().compareTo(BOUND) > 0) {
      LOG.warn(
          "The clock was set back by {} s: everything scheduled is tried now",
          set.negated().toSeconds());
      wasSetBack = true;
      tryNow();
      worker.schedule(this::tryNow, LONGEST_SEND_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void tryNow() {
    // The broker's client waits by the time of day too, and the ledger's writer may wait for hours
    // now with events in its hands: anything on its queue wakes it.
    writer.awaitBarrier(WAKING);
    try {
      for (Queue queue : Queue.values()) {
        broker.deliverNow(queue, Map.of());
      }
    } catch (BrokerSilent e) {
      LOG.debug("Tried again", e);
      worker.schedule(this::tryNow, BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Before everything else stops: a listener that waited when the clock was set back waits for
   * hours instead of a second. A message wakes it, a stop only where it need not take what comes
   * meanwhile.
   */
  @Override
  public void onApplicationEvent(ContextClosedEvent closed) {
    if (wasSetBack) {
      camel.getRoutes().forEach(ClockWatch::leaveWhatComes);
    }
  }

  private static void leaveWhatComes(Route route) {
    try {
      if (route.getConsumer() instanceof JmsConsumer consumer
          && consumer.getListenerContainer() instanceof DefaultMessageListenerContainer listener) {
        listener.setAcceptMessagesWhileStopping(false);
      }
    } catch (Exception e) {
      LOG.debug("Route {} has no listener", route.getRouteId(), e);
    }
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
