package no.lagret.routes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Steps, options, languages and headers that no route may have, wherever they stand. */
record Refused(String reason, String whatToDo, Set<String> names) {

  private static final String HANDLED =
      "Take it out: error handling and transactions are in the jar, the same for every route.";
  private static final String KEPT =
      "Take it out: a report goes on to a queue, or stays in its own.";
  private static final String SHOWN =
      "Take it out: logs hold ids only, and the gateway writes them.";
  private static final String FIXED = "Send to a fixed address by a step `to`.";
  private static final String BEAN =
      "Take it out; logic that needs a test is a bean called by name.";

  private static final Set<String> STEPS =
      Set.of(
          "bean",
          "choice",
          "convertBodyTo",
          "delay",
          "doTry",
          "filter",
          "removeHeader",
          "removeHeaders",
          "removeProperties",
          "removeProperty",
          "setBody",
          "setHeader",
          "setProperty",
          "setVariable",
          "split",
          "step",
          "stop",
          "throwException",
          "to",
          "toD",
          "transacted");

  private static final Set<String> LANGUAGES =
      Set.of("simple", "constant", "header", "exchangeProperty", "variable");

  /** Camel's own headers that may be set: none that names another address. */
  private static final Set<String> CAMEL_HEADERS =
      Set.of("CamelHttpPath", "CamelHttpMethod", "CamelFileName");

  private static final List<Refused> EVERYWHERE =
      List.of(
          new Refused(
              "would discard reports",
              KEPT,
              Set.of("aggregate", "sample", "throttle", "idempotentConsumer", "resequence")),
          new Refused("would write the body to the log", SHOWN, Set.of("log", "trace")),
          new Refused("would write bodies to the disk", SHOWN, Set.of("streamCache")),
          new Refused(
              "would take a report out of its transaction",
              KEPT,
              Set.of(
                  "wireTap", "multicast", "threads", "parallelProcessing", "claimCheck", "saga")),
          new Refused(
              "may send a report anywhere",
              FIXED,
              Set.of(
                  "recipientList", "routingSlip", "dynamicRouter", "enrich", "pollEnrich", "poll")),
          new Refused(
              "would swallow an error",
              HANDLED,
              Set.of(
                  "errorHandler",
                  "errorHandlerRef",
                  "onException",
                  "onCompletion",
                  "onFallback",
                  "routeConfiguration",
                  "routeConfigurationId",
                  "intercept",
                  "interceptFrom",
                  "interceptSendToEndpoint",
                  "handled",
                  "continued",
                  "circuitBreaker",
                  "loadBalance",
                  "doFinally")),
          new Refused("leaves a step out", "Take it out, or the step with it.", Set.of("disabled")),
          new Refused(
              "may leave the route out",
              "Take it out: the settings say which folders run, and the gateway starts their routes.",
              Set.of("precondition", "autoStartup", "routePolicyRef")),
          new Refused(
              "runs a script or a class of its own", BEAN, Set.of("script", "beans", "process")),
          new Refused(
              "opens another door into the gateway",
              "Take it out.",
              Set.of("rest", "restConfiguration")));

  static void check(RouteFile file) {
    Yaml.items(file.root()).forEach(item -> names(file, item));
    for (Route route : file.routes()) {
      for (Route.Step step : route.steps()) {
        if (!STEPS.contains(step.kind()) && everywhere(step.kind()).isEmpty()) {
          file.wrong(
              step.line(),
              "the step `" + step.kind() + "` is not one that keeps the promise",
              "Use " + String.join(", ", new TreeSet<>(STEPS)) + ".");
        }
        header(file, step);
      }
    }
  }

  private static Optional<Refused> everywhere(String name) {
    return EVERYWHERE.stream().filter(refused -> refused.names().contains(name)).findFirst();
  }

  private static void names(RouteFile file, Node node) {
    for (NodeTuple entry : Yaml.entries(node)) {
      String name = Yaml.key(entry);
      int line = Yaml.line(entry.getKeyNode());
      Optional<Refused> refused = everywhere(name);
      if (name.equals("parameters")) {
        continue; // the endpoint's own options
      }
      if (refused.isPresent()) {
        file.wrong(line, "`" + name + "` " + refused.get().reason(), refused.get().whatToDo());
      } else if (name.equals("expression")) {
        language(file, entry.getValueNode());
      } else {
        names(file, entry.getValueNode());
      }
    }
    Yaml.items(node).forEach(item -> names(file, item));
  }

  private static void language(RouteFile file, Node expression) {
    for (NodeTuple entry : Yaml.entries(expression)) {
      String language = Yaml.key(entry);
      if (!LANGUAGES.contains(language)) {
        file.wrong(
            Yaml.line(entry.getKeyNode()),
            "the language `" + language + "` is no language for routes",
            "Use "
                + String.join(", ", new TreeSet<>(LANGUAGES))
                + "; logic is a bean called by name.");
      }
    }
  }

  private static void header(RouteFile file, Route.Step step) {
    String name = step.option("name");
    if (step.kind().equals("setHeader")
        && (name.matches("(?i)(_?AMQ|JMS|Lagret).*|.*\\$.*")
            || name.matches("(?i)Camel.*") && !CAMEL_HEADERS.contains(name))) {
      file.wrong(
          step.line(),
          "sets the header `" + name + "`, which only the gateway may set",
          "Take it out: it says where a message goes, whose it is, or how the broker keeps it.");
    }
  }
}
