package no.lagret.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import no.lagret.brake.Brake;
import no.lagret.brake.Brakes;
import no.lagret.brake.NotOpenYet;
import no.lagret.broker.Queue;
import no.lagret.casesystem.Supervisor;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * The routes as a whole: started in an order that loses nothing, and exchanged for others while
 * reports wait in their queues.
 */
public final class GatewayRoutes {

  /** A call to the case system, its read-back, and a fetch from the portal end sooner. */
  private static final Duration LONGEST_IN_WORK = Duration.ofMinutes(2);

  private final CamelContext camel;
  private final PerRecipient<Supervisor> supervisors;
  private final PerRecipient<Brakes> brakes;
  private final PerRecipient<ListeningRoutes> deliveries;
  private final PerRecipient<ListeningRoutes> confirmations;
  private final PerRecipient<ListeningRoutes> fetches;
  private final ListeningRoutes backstop;
  private boolean delivers;
  private boolean takesIn;

  GatewayRoutes(
      CamelContext camel,
      Recipients recipients,
      PerRecipient<Supervisor> supervisors,
      PerRecipient<Brakes> brakes) {
    this.camel = camel;
    this.supervisors = supervisors;
    this.brakes = brakes;
    deliveries = recipients.each(name -> new ListeningRoutes(camel));
    confirmations = recipients.each(name -> new ListeningRoutes(camel));
    fetches = recipients.each(name -> new ListeningRoutes(camel));
    backstop = new ListeningRoutes(camel);
  }

  /** What is queued is delivered and confirmed from now on. */
  synchronized void deliver() {
    supervisors.forEach(
        (recipient, supervisor) -> supervisor.watch(deliveries.of(recipient).by("supervisor")));
    brakes.forEach(
        (recipient, brake) ->
            brake.watch(
                () -> {
                  apply(brake, Brake.DELIVERY, deliveries.of(recipient));
                  apply(brake, Brake.CONFIRMATIONS, confirmations.of(recipient));
                }));
    delivers = true;
    listen();
  }

  /** All that is not started yet; what somebody stopped listens to nothing, and stays so. */
  synchronized void takeIn() {
    takesIn = true;
    backstop.open(from(Recipients.DEFAULT, Queue.BACKSTOP));
    start(route -> !listens(route));
  }

  /** How the routes are exchanged. */
  public interface Exchange {

    /** Loads the new ones in the place of the old ones, and makes sure that they are kept. */
    void change() throws Exception;

    /** Loads the old ones again, after the new ones could not be loaded or started. */
    void undo();
  }

  /**
   * Waits until what is in work has ended, exchanges the routes, and starts them as they were: what
   * somebody stopped stays stopped. Meanwhile reports wait in their queues and at the portal.
   *
   * @throws StillInWork when that takes too long; nothing is changed then
   * @throws NotOpenYet before the gateway delivers
   * @throws Exception what the change threw; the old routes run then
   */
  public synchronized void exchange(Exchange exchange) throws Exception {
    if (!delivers) {
      throw new NotOpenYet();
    }
    try {
      rest();
      try {
        exchange.change();
        startAll();
      } catch (Exception e) {
        exchange.undo();
        throw e;
      }
    } finally {
      startAll();
    }
  }

  /** As it was before. Those that run already are left alone. */
  private void startAll() {
    listen();
    if (takesIn) {
      takeIn();
    }
  }

  /** Nothing new begins, and what has begun is let end: delivery last, it goes on meanwhile. */
  private void rest() throws Exception {
    for (Route route : camel.getRoutes()) {
      if (!listens(route) && !isCalled(route)) {
        stop(route);
      }
    }
    long end = System.nanoTime() + LONGEST_IN_WORK.toNanos();
    for (CountDownLatch busy : listening().map(ListeningRoutes::rest).toList()) {
      if (!busy.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new StillInWork(LONGEST_IN_WORK.toSeconds());
      }
    }
    for (Route route : camel.getRoutes()) {
      if (listens(route)) {
        stop(route);
      }
    }
  }

  private void stop(Route route) throws Exception {
    if (!camel
        .getRouteController()
        .stopRoute(route.getRouteId(), LONGEST_IN_WORK.toSeconds(), TimeUnit.SECONDS, true)) {
      throw new StillInWork(LONGEST_IN_WORK.toSeconds());
    }
  }

  /** Each recipient's routes by themselves: what stops those of one stops no other. */
  private void listen() {
    start(GatewayRoutes::isCalled);
    fetches.forEach((recipient, routes) -> routes.open(from(recipient, Queue.FETCHES)));
    confirmations.forEach(
        (recipient, routes) -> routes.open(from(recipient, Queue.CONFIRMATIONS, Queue.HAND_BACKS)));
    deliveries.forEach(
        (recipient, routes) ->
            routes.open(from(recipient, Queue.REPORTS, Queue.SUSPECTS, Queue.AWAITING_RECEIPT)));
  }

  private Stream<ListeningRoutes> listening() {
    return Stream.concat(
        Stream.of(backstop),
        Stream.of(fetches, deliveries, confirmations).flatMap(PerRecipient::all));
  }

  private static boolean isCalled(Route route) {
    return route.getEndpoint().getEndpointUri().startsWith("direct");
  }

  private static boolean listens(Route route) {
    Queue queue = Queue.from(route.getEndpoint().getEndpointUri());
    return queue != null && (queue.perRecipient() || queue == Queue.BACKSTOP);
  }

  private List<String> from(String recipient, Queue... queues) {
    return camel.getRoutes().stream()
        .filter(
            route ->
                Stream.of(queues)
                    .anyMatch(
                        queue -> queue.isSource(route.getEndpoint().getEndpointUri(), recipient)))
        .map(Route::getRouteId)
        .toList();
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
}
