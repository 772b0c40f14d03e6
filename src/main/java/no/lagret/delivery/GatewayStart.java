package no.lagret.delivery;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.brake.Brakes;
import no.lagret.brake.SetAside;
import no.lagret.broker.Queues;
import no.lagret.ledger.Census;
import no.lagret.ledger.EventType;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.PerRecipient;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.dao.DataAccessException;

/**
 * Opens the gateway in an order that loses nothing: the ledger catches up, a census is taken, what
 * is stored is confirmed, what is queued is delivered, and only then is anything new taken in.
 */
final class GatewayStart implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayStart.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  private final GatewayRoutes routes;
  private final Census census;
  private final Queues queues;
  private final LedgerEvents ledger;
  private final PerRecipient<Brakes> brakes;
  private final SetAside setAside;
  private final CrashLoop crashLoop;
  private final RecipientsNotSet recipientsNotSet;
  private final Duration censusInterval;
  private final ApplicationEventPublisher events;
  private volatile boolean open;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("gateway-start", true));

  GatewayStart(
      GatewayRoutes routes,
      Census census,
      Queues queues,
      LedgerEvents ledger,
      PerRecipient<Brakes> brakes,
      SetAside setAside,
      CrashLoop crashLoop,
      RecipientsNotSet recipientsNotSet,
      Duration censusInterval,
      ApplicationEventPublisher events) {
    this.routes = routes;
    this.census = census;
    this.queues = queues;
    this.ledger = ledger;
    this.brakes = brakes;
    this.setAside = setAside;
    this.crashLoop = crashLoop;
    this.recipientsNotSet = recipientsNotSet;
    this.censusInterval = censusInterval;
    this.events = events;
  }

  /** Whether what is queued is delivered: a census was taken, the ledger takes what is told. */
  boolean isOpen() {
    return open;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    worker.execute(() -> open(FIRST_RETRY));
  }

  private void open(Duration retry) {
    if (!opened()) {
      Duration next = retry.multipliedBy(2);
      worker.schedule(
          () -> open(next.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : next),
          retry.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  /** Whether it is open now; false when broker or ledger do not take what must be written. */
  private boolean opened() {
    Census.Result first = census.take();
    if (first == null || !brakesAreKnown()) {
      return false;
    }
    LOG.info(
        "Census: {} reports wait, {} of them were in no queue, {} were not known to the ledger",
        first.waiting(),
        first.missing(),
        first.found());
    Duration pause;
    try {
      pause = crashLoop.pause();
      queues.together(() -> ledger.record(LedgerEvent.of(EventType.STARTED, (String) null)));
    } catch (RuntimeException e) {
      LOG.warn("The queues take nothing now; Lagret opens as soon as they do: {}", e.toString());
      return false;
    }
    routes.deliver();
    open = true;
    events.publishEvent(new GatewayOpened());
    if (pause.isZero()) {
      takeIn();
    } else {
      LOG.warn(
          "Lagret was started several times and not stopped in good order: it delivers what it has,"
              + " and takes nothing from the portal for {} s",
          pause.toSeconds());
      worker.schedule(this::takeIn, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
    worker.scheduleWithFixedDelay(
        census::take, censusInterval.toMillis(), censusInterval.toMillis(), TimeUnit.MILLISECONDS);
    return true;
  }

  private void takeIn() {
    routes.takeIn();
    LOG.info("Lagret is open: reports are taken from the portal");
  }

  /** What an operator stopped must be known before anything is delivered. */
  private boolean brakesAreKnown() {
    try {
      brakes.all().forEach(Brakes::load);
      setAside.refresh();
      recipientsNotSet.look();
      return true;
    } catch (DataAccessException e) {
      LOG.warn("The ledger cannot be read; the gateway opens once it can: {}", e.toString());
      return false;
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
