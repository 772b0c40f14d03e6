package no.lagret.routes;

import java.util.Map;
import java.util.stream.Collectors;
import no.lagret.recipient.Recipients;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The command {@code routes-diagram}: prints the routes that the settings choose as a page of
 * Markdown with a Mermaid diagram, and starts nothing.
 */
public final class RoutesDiagramCommand {

  private RoutesDiagramCommand() {}

  /**
   * Prints the page.
   *
   * @param args settings as {@code --name=value}; those of the two sides may be missing
   * @return 0, or 1 where a route file cannot be used, 2 where an argument is wrong
   */
  public static int run(String[] args) {
    LoggingSystem.get(RoutesDiagramCommand.class.getClassLoader()).beforeInitialize();
    for (String arg : args) {
      if (!arg.matches("--[^=]+=.*")) {
        System.err.println("There is no option " + arg + ": only settings as --name=value.");
        return 2;
      }
    }
    try {
      System.out.print(page(GivenSettings.read(args)));
      return 0;
    } catch (BadRoute e) {
      System.err.println("Run check: it says what is wrong. " + e.getMessage());
      return 1;
    }
  }

  static String page(ConfigurableEnvironment settings) {
    settings
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "of a picture",
                Map.of(
                    RouteFolders.PORTAL, "http://portal",
                    RouteFolders.CASE_SYSTEM, "http://case-system")));
    DefaultCamelContext camel = new DefaultCamelContext();
    new RouteLoader(RouteFolders.of(settings, new Recipients(settings)), settings).load(camel);
    return page(RouteMap.of(camel, null));
  }

  private static String page(RouteMap map) {
    return """
        # The way of a report, as Camel has it
        Made from the route files by `make diagrams`; a test compares. Rounded: queues, each on disk.

        ```mermaid
        flowchart TD
        %s%s```

        | Route | What it does | Calls |
        | --- | --- | --- |
        %s"""
        .formatted(
            map.stops().stream().map(RoutesDiagramCommand::mermaid).collect(Collectors.joining()),
            map.ways().stream()
                .map(way -> "  " + id(way.from()) + " --> " + id(way.to()) + "\n")
                .collect(Collectors.joining()),
            map.stops().stream()
                .filter(stop -> !stop.queue())
                .map(
                    stop ->
                        "| `%s` | %s | %s |\n"
                            .formatted(stop.name(), stop.description(), asks(stop)))
                .collect(Collectors.joining()));
  }

  private static String mermaid(RouteMap.Stop stop) {
    return "  "
        + id(stop.name())
        + (stop.queue() ? "([\"" : "[\"")
        + stop.name()
        + (stop.asks().isEmpty() ? "" : "<br/>calls " + asks(stop))
        + (stop.queue() ? "\"])\n" : "\"]\n");
  }

  private static String asks(RouteMap.Stop stop) {
    return stop.asks().stream()
        .map(
            side ->
                switch (side) {
                  case PORTAL -> "the portal";
                  case CASE_SYSTEM -> "the case system";
                })
        .collect(Collectors.joining(", "));
  }

  private static String id(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_");
  }
}
