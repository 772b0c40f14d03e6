package no.lagret.routes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import no.lagret.broker.Queue;
import org.apache.camel.spi.EndpointUriFactory;

/** That a route reaches only what it may, by options that exist and take nothing back. */
final class EndpointCheck {

  private static final Set<String> SCHEMES =
      Set.of("direct", "jms", "scheduler", "timer", "svarinn", "fiks-io", "http", "file");
  private static final String MESSAGES = "messages-{{recipient}}";
  private static final Set<String> REPLIES = Set.of("confirm", "hand-back");
  private static final Set<String> SVARINN = Set.of("list", "fetch", "confirm", "hand-back");

  /**
   * Those that leave durability, transactions, deadlines and header filters as the jar sets them.
   */
  private static final Map<String, Set<String>> SAFE =
      Map.of(
          "jms", Set.of("concurrentConsumers"),
          "file", Set.of("autoCreate"),
          "http", Set.of("httpMethod", "throwExceptionOnFailure", "httpClientConfigurer"));

  private static final String CALLS = "#caseSystemCalls-{{recipient}}";

  private EndpointCheck() {}

  static void check(Route route) {
    if (route.from().scheme().equals("file")) {
      route
          .file()
          .wrong(
              route.from().line(),
              "polls a folder by `file:`, which hangs with its mount and then holds up every activation",
              "Start from `scheduler:` and call arrivedReceipts.look, as case-system-file-receipts does.");
    } else {
      check(route, route.from());
    }
    checkFiksIo(route, route.from(), Set.of(MESSAGES));
    for (Route.Step step : route.steps()) {
      if (step.sends()) {
        check(route, step.endpoint());
        checkFiksIo(route, step.endpoint(), REPLIES);
      }
    }
  }

  private static void check(Route route, Endpoint to) {
    RouteFile file = route.file();
    if (route.isOfAlerts()) {
      AlertRoutes.check(route, to);
      return;
    }
    if (isAddressOfTemplate(route, to)) {
      checkOptions(file, to, "http");
      return;
    }
    String scheme = to.scheme();
    if (to.uri().contains("%")) {
      file.wrong(
          to.line(), "the address `" + to.uri() + "` is written in code", "Write it plainly.");
      return;
    }
    if (scheme.equals("https") || scheme.equals("http") && !to.isCaseSystem()) {
      file.wrong(
          to.line(),
          "calls an address that stands in the route file",
          "Use `{{lagret.case-system.http.base-url}}`: only the case system of the settings is called.");
    } else if (to.isCaseSystem() && !route.isOfCaseSystem()) {
      file.wrong(
          to.line(),
          "calls the case system outside of a case-system folder",
          "Call `direct:case-system-{{recipient}}`; its folder's digest is in every proof.");
    } else if (Promise.writesClearText(scheme)) {
      file.wrong(
          to.line(),
          "`" + scheme + ":` would write a report in clear text, or keep it where nobody looks",
          "Take the step out. Logs, files and mail hold ids only, and the gateway writes them.");
    } else if (!SCHEMES.contains(scheme)) {
      file.wrong(to.line(), "unknown endpoint `" + to.uri() + "`", Nearest.advice(scheme, SCHEMES));
    } else if (scheme.equals("file") && !route.isOfCaseSystem()) {
      file.wrong(
          to.line(),
          "writes or reads files outside of a case-system folder",
          "Hand reports over in a folder case-system-…, whose digest is in every proof.");
    } else if (scheme.equals("svarinn") && !SVARINN.contains(to.svarinn())) {
      file.wrong(
          to.line(),
          "there is no `svarinn:" + to.remaining() + "`",
          Nearest.advice(to.svarinn(), SVARINN));
    } else if (scheme.equals("jms") && !queues().contains(to.queue())) {
      file.wrong(
          to.line(), "unknown queue `" + to.queue() + "`", Nearest.advice(to.queue(), queues()));
    } else if (scheme.equals("jms") && Queue.of(to.queue()).perRecipient() && !to.isOwnQueue()) {
      file.wrong(
          to.line(),
          "names the queue of one recipient for all of them",
          "Write `jms:queue:{{" + to.queue() + "}}` in a routeTemplate with that parameter.");
    } else {
      checkOptions(file, to, scheme);
    }
  }

  /** Messages are taken from it and never sent to it; replies the other way round. */
  private static void checkFiksIo(Route route, Endpoint endpoint, Set<String> right) {
    if (!endpoint.fiksIo().isEmpty() && !right.contains(endpoint.fiksIo())) {
      route
          .file()
          .wrong(
              endpoint.line(),
              "there is no `fiks-io:" + endpoint.fiksIo() + "` here",
              Nearest.advice(endpoint.fiksIo(), right));
    }
  }

  /** A template of a case system may be given its address as a parameter. */
  private static boolean isAddressOfTemplate(Route route, Endpoint to) {
    return route.isOfCaseSystem()
        && to.uri().matches("\\{\\{[^{}]+}}")
        && route.parameters().contains(to.uri().substring(2, to.uri().length() - 2));
  }

  private static List<String> queues() {
    return Arrays.stream(Queue.values()).map(Queue::address).toList();
  }

  private static void checkOptions(RouteFile file, Endpoint to, String scheme) {
    Set<String> known = options(scheme);
    for (String option : to.options().keySet()) {
      int line = to.lines().getOrDefault(option, to.line());
      if (!known.contains(option)) {
        file.wrong(
            line,
            "unknown option `" + option + "` of " + scheme,
            known.isEmpty() ? "It takes none: take it out." : Nearest.advice(option, known));
      } else if (SAFE.containsKey(scheme) && !SAFE.get(scheme).contains(option)) {
        file.wrong(
            line,
            "the option `" + option + "` of " + scheme + " would get round what the jar sets",
            "Take it out; a route may set "
                + String.join(", ", SAFE.get(scheme).stream().sorted().toList())
                + ".");
      }
    }
    if (scheme.equals("http")
        && !to.options().getOrDefault("httpClientConfigurer", "").equals(CALLS)) {
      file.wrong(
          to.line(),
          "calls the case system without its credentials, its deadline and its trust",
          "Add the parameter httpClientConfigurer: \"" + CALLS + "\".");
    }
  }

  /** What Camel's component takes, from the factory that is generated for it. */
  private static Set<String> options(String scheme) {
    try (InputStream found =
        EndpointCheck.class.getResourceAsStream(
            "/META-INF/services/org/apache/camel/urifactory/" + scheme + "-endpoint")) {
      if (found == null) {
        return Set.of();
      }
      Properties factory = new Properties();
      factory.load(found);
      return ((EndpointUriFactory)
              Class.forName(factory.getProperty("class")).getDeclaredConstructor().newInstance())
          .propertyNames();
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("Camel's component " + scheme + " cannot be asked", e);
    }
  }
}
