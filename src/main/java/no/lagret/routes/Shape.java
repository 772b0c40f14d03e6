package no.lagret.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of the house: an id that begins with the folder, and one sentence. */
final class Shape {

  private static final int LONGEST = 160;

  private Shape() {}

  static void check(List<Route> routes) {
    Map<String, Route> seen = new HashMap<>();
    for (Route route : routes) {
      RouteFile file = route.file();
      String id = route.id();
      String folder = file.folder();
      if (id.isEmpty()) {
        file.wrong(
            route.line(), "the route has no id", "Add id: " + folder + "-… as its first option.");
      } else if (!id.equals(folder) && !id.startsWith(folder + "-")) {
        file.wrong(
            route.line(),
            "the id `" + id + "` does not begin with the name of its folder",
            "Call it " + folder + "-" + id + ".");
      } else if (seen.containsKey(id)) {
        Route other = seen.get(id);
        file.wrong(
            route.line(),
            "the id `"
                + id
                + "` is taken by "
                + other.file().path().getFileName()
                + ", line "
                + other.line(),
            "Give each route an id of its own.");
      }
      seen.putIfAbsent(id, route);
      if (!route.description().matches("[^.]+(\\.\\S[^.]*)*\\.")
          || route.description().length() > LONGEST) {
        file.wrong(
            route.line(),
            route.description().isEmpty()
                ? "the route `" + id + "` has no description"
                : "the description of `" + id + "` is not one sentence",
            "Say in one sentence, with a full stop, what the route does.");
      }
    }
  }
}
