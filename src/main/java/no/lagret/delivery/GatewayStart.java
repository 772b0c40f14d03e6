package no.lagret.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.broker.Queues;
import no.lagret.casesystem.Supervisor;
import no.lagret.ledger.Census;
import no.lagret.ledger.EventType;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Opens the gateway in an order that loses nothing: the ledger catches up, a census is taken, what
 * is stored is confirmed, what is queued is delivered, and only then is anything new taken in.
 */
final class GatewayStart implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayStart.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  private final CamelContext camel;
  private final Census census;
  private final Supervisor supervisor;
  private final Queues queues;
  private final LedgerEvents ledger;
  private final Duration censusInterval;
  private final boolean holdConfirmations;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "gateway-start");
            thread.setDaemon(true);
            return thread;
          });

  GatewayStart(
      CamelContext camel,
      Census census,
      Supervisor supervisor,
      Queues queues,
      LedgerEvents ledger,
      Duration censusInterval,
      boolean holdConfirmations) {
    this.camel = camel;
    this.census = census;
    this.supervisor = supervisor;
    this.queues = queues;
    this.ledger = ledger;
    this.censusInterval = censusInterval;
    this.holdConfirmations = holdConfirmations;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    worker.execute(() -> open(FIRST_RETRY));
  }

  private void open(Duration retry) {
    Census.Result first = census.take();
    if (first == null) {
      Duration next = retry.multipliedBy(2);
      worker.schedule(
          () -> open(next.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : next),
          retry.toMillis(),
          TimeUnit.MILLISECONDS);
      return;
    }
    LOG.info(
        "Census: {} reports wait, {} of them were in no queue", first.waiting(), first.missing());
    List<String> delivery =
        camel.getRoutes().stream()
            .filter(
                route ->
                    startsFrom(route, "lagret.reports") || startsFrom(route, "lagret.suspects"))
            .map(Route::getRouteId)
            .toList();
    supervisor.watch(new ListeningRoutes(camel, delivery));
    queues.together(() -> ledger.record(LedgerEvent.of(EventType.STARTED, (String) null)));
    start("direct");
    if (holdConfirmations) {
      LOG.warn("Confirmations are held: reports are stored, and the portal is not told");
    }
    start("jms");
    for (Route route : camel.getRoutes()) {
      start(route);
    }
    LOG.info("Lagret is open: reports are taken from the portal");
    worker.scheduleWithFixedDelay(
        census::take, censusInterval.toMillis(), censusInterval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean startsFrom(Route route, String name) {
    return route.getEndpoint().getEndpointUri().contains(name);
  }

  private void start(String scheme) {
    for (Route route : camel.getRoutes()) {
      if (route.getEndpoint().getEndpointUri().startsWith(scheme)) {
        start(route);
      }
    }
  }

  private void start(Route route) {
    boolean held = holdConfirmations && startsFrom(route, "lagret.confirmations");
    try {
      if (!held && !camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted()) {
        camel.getRouteController().startRoute(route.getRouteId());
      }
    } catch (Exception e) {
      throw new IllegalStateException("Route " + route.getRouteId() + " does not start", e);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
