package no.lagret.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** That each {@code direct:} that is called has a route, and each such route is called. */
final class Links {

  private static final String CASE_SYSTEM = "case-system-{{recipient}}";

  private final List<Route> routes;
  private final Map<String, Route> byDirect = new HashMap<>();

  Links(List<Route> routes) {
    this.routes = routes;
    for (Route route : routes) {
      if (!route.from().direct().isEmpty() && !route.isOfAlerts()) {
        byDirect.putIfAbsent(route.from().direct(), route);
      }
    }
  }

  void check() {
    Set<String> called = new HashSet<>();
    for (Route route : routes) {
      for (Route.Step step : route.steps()) {
        if (step.sends() && !step.endpoint().direct().isEmpty()) {
          checkCall(route, step, called);
        }
      }
    }
    for (Route route : routes) {
      // Those of the folder alerts are called by the gateway itself, and by no route.
      String direct = route.isOfAlerts() ? "" : route.from().direct();
      if (!direct.isEmpty() && byDirect.get(direct) != route && !isOfOthers(route, direct)) {
        route
            .file()
            .wrong(
                route.from().line(),
                "a second route takes from `direct:" + direct + "`",
                "The first is " + byDirect.get(direct).id() + ". Take one of them out.");
      } else if (!direct.isEmpty() && !called.contains(direct)) {
        route
            .file()
            .wrong(
                route.from().line(),
                "nothing calls `direct:" + direct + "`",
                direct.matches("(confirm|hand-back)-.*")
                    ? "It is called by the name of a channel: direct:confirm-SVARINN, direct:hand-back-SVARINN."
                    : "Call it, or take the route out.");
      }
    }
    checkCaseSystem();
  }

  /** Two case-system folders run side by side, each for recipients of its own. */
  private boolean isOfOthers(Route route, String direct) {
    return direct.equals(CASE_SYSTEM) && byDirect.get(direct).file() != route.file();
  }

  private void checkCall(Route route, Route.Step step, Set<String> called) {
    String direct = step.endpoint().direct();
    int open = direct.indexOf("${");
    if (open >= 0) {
      String prefix = direct.substring(0, open);
      byDirect.keySet().stream().filter(name -> name.startsWith(prefix)).forEach(called::add);
    } else if (byDirect.containsKey(direct)) {
      called.add(direct);
    } else if (!direct.equals(CASE_SYSTEM)) {
      route
          .file()
          .wrong(
              step.endpoint().line(),
              "no route takes from `direct:" + direct + "`",
              byDirect.isEmpty() ? "Write it." : Nearest.advice(direct, byDirect.keySet()));
    }
  }

  /** The one link between folders that each case system must offer. */
  private void checkCaseSystem() {
    routes.stream()
        .filter(Route::isOfCaseSystem)
        .map(Route::file)
        .distinct()
        .filter(file -> file.routes().stream().noneMatch(Links::offersCaseSystem))
        .forEach(
            file ->
                file.wrong(
                    1,
                    "no route of the folder takes from `direct:" + CASE_SYSTEM + "`",
                    "Let one of its templates begin with uri: \"direct:"
                        + CASE_SYSTEM
                        + "\"; reports come in there."));
  }

  private static boolean offersCaseSystem(Route route) {
    return route.from().direct().equals(CASE_SYSTEM);
  }

  /**
   * The steps that a message meets: those of the route, and of those it calls, whatever happens.
   */
  List<Route.Step> met(Route route) {
    List<Route.Step> met = new ArrayList<>();
    met(route, new HashSet<>(), met);
    return met;
  }

  private void met(Route route, Set<Route> seen, List<Route.Step> met) {
    if (seen.add(route)) {
      for (Route.Step step : route.steps()) {
        met.add(step);
        Route next = step.sends() ? byDirect.get(step.endpoint().direct()) : null;
        if (next != null) {
          met(next, seen, met);
        }
      }
    }
  }
}
