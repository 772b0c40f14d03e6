package no.lagret.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Which routes there are and how reports go between them, as Camel's own model has it. Camel's
 * topology dumper compares addresses as they are written; this one gives each template's parameters
 * their values first, so that the routes of several recipients are told apart.
 *
 * @param stops routes and queues, in the order in which they are loaded or met
 * @param ways from one to another, by name
 */
public record RouteMap(List<Stop> stops, Set<Way> ways) {

  /**
   * A route or a queue.
   *
   * @param name the route's id, or the queue's address
   * @param queue whether it is a queue
   * @param description the route's, a sentence; empty for a queue
   * @param asks whom a route calls outside: portal, case system
   */
  public record Stop(String name, boolean queue, String description, Set<Side> asks) {}

  /** Whom a route may call outside of the gateway. */
  public enum Side {
    PORTAL,
    CASE_SYSTEM
  }

  /** That something goes from one stop to another. */
  public record Way(String from, String to) {}

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}:]+)(:[^{}]*)?}}");
  private static final String QUEUE = "jms:queue:";

  /**
   * That of the routes that a context has, started or not.
   *
   * @param recipient whose routes, with those that all share; null for all
   */
  static RouteMap of(CamelContext camel, @Nullable String recipient) {
    return new Reader(
            ((ModelCamelContext) camel)
                .getRouteDefinitions().stream()
                    .filter(route -> recipient == null || isOf(recipient, route))
                    .filter(route -> !isOfAlerts(route))
                    .toList())
        .read();
  }

  /** By which people are told of alarms, and no report ever goes. */
  private static boolean isOfAlerts(RouteDefinition route) {
    return route.getInput().getEndpointUri().startsWith("direct:" + RouteFolders.ALERTS + "-");
  }

  private static boolean isOf(String recipient, RouteDefinition route) {
    Map<String, Object> parameters = route.getTemplateParameters();
    return parameters == null || recipient.equals(parameters.getOrDefault("recipient", recipient));
  }

  private static final class Reader {

    private final List<RouteDefinition> routes;
    private final Map<String, Stop> stops = new LinkedHashMap<>();
    private final Set<Way> ways = new LinkedHashSet<>();

    Reader(List<RouteDefinition> routes) {
      this.routes = routes;
    }

    RouteMap read() {
      for (RouteDefinition route : routes) {
        String source = address(route, route.getInput().getEndpointUri());
        if (source.startsWith(QUEUE)) {
          ways.add(new Way(queue(source), route.getRouteId()));
        }
        Set<Side> asks = new TreeSet<>();
        if (source.startsWith("fiks-io:")) {
          asks.add(Side.PORTAL);
        }
        stops.put(
            route.getRouteId(),
            new Stop(
                route.getRouteId(),
                false,
                Objects.requireNonNullElse(route.getDescriptionText(), ""),
                asks));
        targets(route).forEach(target -> add(route, target, asks));
      }
      return new RouteMap(List.copyOf(stops.values()), ways);
    }

    private void add(RouteDefinition route, String target, Set<Side> asks) {
      if (target.startsWith(QUEUE)) {
        ways.add(new Way(route.getRouteId(), queue(target)));
      } else if (target.startsWith("direct:")) {
        called(target).forEach(called -> ways.add(new Way(route.getRouteId(), called)));
      } else if (target.startsWith("svarinn:") || target.startsWith("fiks-io:")) {
        asks.add(Side.PORTAL);
      } else {
        asks.add(Side.CASE_SYSTEM);
      }
    }

    private String queue(String address) {
      String name = address.substring(QUEUE.length());
      stops.putIfAbsent(name, new Stop(name, true, "", Set.of()));
      return name;
    }

    /** An expression in an address may lead to any route that fits. */
    private List<String> called(String target) {
      Pattern fits =
          Pattern.compile("\\Q" + target.replaceAll("\\$\\{[^{}]*}", "\\\\E.+\\\\Q") + "\\E");
      return routes.stream()
          .filter(
              route -> fits.matcher(address(route, route.getInput().getEndpointUri())).matches())
          .map(RouteDefinition::getRouteId)
          .toList();
    }

    @SuppressWarnings("rawtypes")
    private static List<String> targets(RouteDefinition route) {
      List<String> targets = new ArrayList<>();
      for (ProcessorDefinition step :
          ProcessorDefinitionHelper.filterTypeInOutputs(
              route.getOutputs(), ProcessorDefinition.class)) {
        if (step instanceof ToDynamicDefinition dynamic) {
          targets.add(address(route, dynamic.getUri()));
        } else if (step instanceof EndpointRequiredDefinition to) {
          targets.add(address(route, to.getEndpointUri()));
        }
      }
      return targets;
    }

    /** Without options, with the values of the template's parameters. */
    private static String address(RouteDefinition route, String written) {
      Map<String, Object> parameters =
          Objects.requireNonNullElse(route.getTemplateParameters(), Map.of());
      return PLACEHOLDER
          .matcher(written.replaceFirst("\\?.*", "").replaceFirst("^jms://", "jms:"))
          .replaceAll(
              found ->
                  Matcher.quoteReplacement(
                      String.valueOf(parameters.getOrDefault(found.group(1), found.group()))));
    }
  }
}
