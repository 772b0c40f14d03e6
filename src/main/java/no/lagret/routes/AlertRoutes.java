package no.lagret.routes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * That the folder alerts tells people of alarms and nothing else: no report comes into it, nothing
 * but a notice goes out of it, and a notice that counts as sent was sent.
 */
final class AlertRoutes {

  private static final Set<String> BEANS = Set.of("notices", "syslog");

  /** By where a route of the folder begins, what sends the notice. */
  private static final Map<String, Predicate<Route.Step>> SENT_BY =
      Map.of(
          "alerts-mail", step -> step.sends() && step.endpoint().isMailServer(),
          "alerts-webhook", step -> step.sends() && step.endpoint().isWebhook(),
          "alerts-syslog", step -> step.calls("syslog", "send"));

  private AlertRoutes() {}

  /** Where the folder's routes begin, and where they send to. */
  static void check(Route route, Endpoint at) {
    RouteFile file = route.file();
    if (at == route.from()) {
      if (!SENT_BY.containsKey(at.direct())) {
        file.wrong(
            at.line(),
            "takes from `" + at.uri() + "` in the folder of alarms",
            "Only direct:alerts-mail, direct:alerts-webhook and direct:alerts-syslog bring notices.");
      }
    } else if (at.isWebhook()) {
      checkOptions(
          file,
          at,
          Map.of(
              "httpMethod",
              "POST",
              "ignoreResponseBody",
              "true",
              "httpClientConfigurer",
              "#webhookCalls"));
    } else if (at.isMailServer()) {
      checkOptions(file, at, Map.of());
    } else {
      file.wrong(
          at.line(),
          "sends to `" + at.uri() + "` from the folder of alarms",
          "Send by smtp:{{lagret.alerts.mail.host}}:{{lagret.alerts.mail.port}} or"
              + " {{lagret.alerts.webhook.url}}, or call syslog.send.");
    }
  }

  /** Exactly these: each other one would get round what the jar sets, or send by halves. */
  private static void checkOptions(RouteFile file, Endpoint to, Map<String, String> needed) {
    if (!to.options().equals(needed)) {
      file.wrong(
          to.line(),
          "sends a notice with other options than the jar needs",
          needed.isEmpty()
              ? "Take the parameters out: lagret.alerts.mail has them."
              : "Let the parameters be httpMethod: POST, ignoreResponseBody: true and"
                  + " httpClientConfigurer: \"#webhookCalls\".");
    }
  }

  static void check(List<RouteFile> files, List<Route> routes) {
    for (Route route : routes) {
      for (Route.Step step : route.steps()) {
        if (route.isOfAlerts()) {
          checkStep(route, step);
        } else if (step.kind().equals("bean") && BEANS.contains(bean(step))
            || step.sends() && step.endpoint().direct().startsWith("alerts-")) {
          route
              .file()
              .wrong(
                  step.line(),
                  "would tell people of something else than an alarm",
                  "Take it out: the gateway itself calls the folder alerts.");
        }
      }
      Predicate<Route.Step> sent = SENT_BY.get(route.from().direct());
      if (sent != null && route.isOfAlerts() && route.steps().stream().noneMatch(sent)) {
        route
            .file()
            .wrong(
                route.from().line(),
                "takes a notice and sends it nowhere: it would count as sent",
                "Let the route end in the step that sends it, as routes/README.md shows.");
      }
    }
    files.stream()
        .filter(file -> file.folder().equals(RouteFolders.ALERTS))
        .forEach(file -> checkAllThere(file));
  }

  private static void checkAllThere(RouteFile file) {
    SENT_BY.keySet().stream()
        .sorted()
        .filter(name -> file.routes().stream().noneMatch(r -> r.from().direct().equals(name)))
        .forEach(
            name ->
                file.wrong(
                    1,
                    "no route takes from `direct:" + name + "`",
                    "Write it, or restore the folder alerts from the release."));
  }

  private static void checkStep(Route route, Route.Step step) {
    if (step.kind().equals("bean") && !BEANS.contains(bean(step))) {
      route
          .file()
          .wrong(
              step.line(),
              "calls `" + bean(step) + "` in the folder of alarms",
              "Only notices and syslog may be called here: no report comes this way.");
    } else if (step.sends() && step.endpoint().isWebhook() && !Promise.isCleared(step)) {
      route
          .file()
          .wrong(
              step.line(),
              "calls the webhook with Camel headers that came from elsewhere",
              "Put the step removeHeaders with pattern: \"Camel*\" before it; after that only setHeader.");
    }
  }

  private static String bean(Route.Step step) {
    return RouteBeans.name(step.option("ref"));
  }
}
