package no.lagret.delivery;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import no.lagret.brake.Brake;
import no.lagret.brake.Brakes;
import no.lagret.brake.SetAside;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.casesystem.Supervisor;
import no.lagret.ledger.Census;
import no.lagret.ledger.EventType;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.PerRecipient;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
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

  private final CamelContext camel;
  private final Census census;
  private final PerRecipient<Supervisor> supervisors;
  private final Queues queues;
  private final LedgerEvents ledger;
  private final PerRecipient<Brakes> brakes;
  private final SetAside setAside;
  private final CrashLoop crashLoop;
  private final RecipientsNotSet recipientsNotSet;
  private final Duration censusInterval;
  private volatile boolean open;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("gateway-start", true));

  GatewayStart(
      CamelContext camel,
      Census census,
      PerRecipient<Supervisor> supervisors,
      Queues queues,
      LedgerEvents ledger,
      PerRecipient<Brakes> brakes,
      SetAside setAside,
      CrashLoop crashLoop,
      RecipientsNotSet recipientsNotSet,
      Duration censusInterval) {
    this.camel = camel;
    this.census = census;
    this.supervisors = supervisors;
    this.queues = queues;
    this.ledger = ledger;
    this.brakes = brakes;
    this.setAside = setAside;
    this.crashLoop = crashLoop;
    this.recipientsNotSet = recipientsNotSet;
    this.censusInterval = censusInterval;
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
    start(route -> route.getEndpoint().getEndpointUri().startsWith("direct"));
    brakes.forEach(this::open);
    open = true;
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

  /** Each recipient's routes by themselves: what stops those of one stops no other. */
  private void open(String recipient, Brakes brake) {
    ListeningRoutes delivery =
        from(recipient, Queue.REPORTS, Queue.SUSPECTS, Queue.AWAITING_RECEIPT);
    ListeningRoutes confirmation = from(recipient, Queue.CONFIRMATIONS, Queue.HAND_BACKS);
    supervisors.of(recipient).watch(delivery.by("supervisor"));
    brake.watch(
        () -> {
          apply(brake, Brake.DELIVERY, delivery);
          apply(brake, Brake.CONFIRMATIONS, confirmation);
        });
    confirmation.open();
    delivery.open();
  }

  /** All that is not started yet; what somebody stopped listens to nothing, and stays so. */
  private void takeIn() {
    start(route -> !fromQueueOfReports(route));
    LOG.info("Lagret is open: reports are taken from the portal");
  }

  private static boolean fromQueueOfReports(Route route) {
    Queue queue = Queue.from(route.getEndpoint().getEndpointUri());
    return queue != null && queue.perRecipient();
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

  private ListeningRoutes from(String recipient, Queue... queues) {
    return new ListeningRoutes(
        camel,
        camel.getRoutes().stream()
            .filter(
                route ->
                    Stream.of(queues)
                        .anyMatch(
                            queue ->
                                queue.isSource(route.getEndpoint().getEndpointUri(), recipient)))
            .map(Route::getRouteId)
            .toList());
  }

  private static void apply(Brakes brakes, Brake brake, ListeningRoutes routes) {
    if (brakes.pulled(brake) != null) {
      routes.stop("operator");
    } else {
      routes.goOn("operator");
    }
  }

  private void start(Predicate<Route> which) {
    camel.getRoutes().stream().filter(which).forEach(this::start);
  }

  private void start(Route route) {
    try {
      if (!camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted()) {
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
