package no.lagret.routes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** Counts what goes through each route since the gateway started. */
final class RouteCounts implements RoutePolicyFactory {

  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  /**
   * What went through a route since the start.
   *
   * @param total that ended, well or not
   * @param failed of them, those that met a failure, settled or not
   * @param inWork that have not ended
   */
  record Counts(long total, long failed, long inWork) {}

  Counts of(String routeId) {
    return counter(routeId).counts();
  }

  private Counter counter(String routeId) {
    return counters.computeIfAbsent(routeId, id -> new Counter());
  }

  @Override
  public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
    return counter(routeId);
  }

  private static final class Counter extends RoutePolicySupport {

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failed = new LongAdder();

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
      begun.increment();
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
      // A failure that the error handling has settled is kept there.
      if (exchange.isFailed() || exchange.getProperty(Exchange.EXCEPTION_CAUGHT) != null) {
        failed.increment();
      }
      ended.increment();
    }

    Counts counts() {
      long total = ended.sum();
      return new Counts(total, failed.sum(), Math.max(0, begun.sum() - total));
    }
  }
}
