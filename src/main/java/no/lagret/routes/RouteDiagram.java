package no.lagret.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** The running routes as a picture and as a table, with what has gone through each. */
public final class RouteDiagram {

  private final CamelContext camel;
  private final RouteCounts counts;

  RouteDiagram(CamelContext camel, RouteCounts counts) {
    this.camel = camel;
    this.counts = counts;
  }

  /**
   * A route as a row of the table.
   *
   * @param id the route's
   * @param description a sentence
   * @param asks whom it calls outside
   * @param total exchanges that have ended since the gateway started
   * @param failed of them, those that met a failure, settled or not
   * @param inWork exchanges that have not ended
   */
  public record Row(
      String id,
      String description,
      Set<RouteMap.Side> asks,
      long total,
      long failed,
      long inWork) {}

  /**
   * The routes, in the order in which they were loaded.
   *
   * @param recipient whose, with those that all share; null for all
   */
  public List<Row> rows(@Nullable String recipient) {
    return RouteMap.of(camel, recipient).stops().stream()
        .filter(stop -> !stop.queue())
        .map(
            stop -> {
              RouteCounts.Counts now = counts.of(stop.name());
              return new Row(
                  stop.name(),
                  stop.description(),
                  stop.asks(),
                  now.total(),
                  now.failed(),
                  now.inWork());
            })
        .toList();
  }

  /**
   * The picture: one {@code <svg>} element without script and style, in the colour of the text
   * around it, with queues as rounded boxes.
   *
   * @param recipient whose routes, with those that all share; null for all
   * @param title what it shows, in the reader's language
   * @param alternative where the same is to be read as text: the table
   * @param caption the line below a route's id, in the reader's language
   */
  public String svg(
      @Nullable String recipient, String title, String alternative, Function<Row, String> caption) {
    Map<String, String> captions = new HashMap<>();
    rows(recipient).forEach(row -> captions.put(row.id(), caption.apply(row)));
    return RouteDrawing.svg(RouteMap.of(camel, recipient), title, alternative, captions);
  }
}
