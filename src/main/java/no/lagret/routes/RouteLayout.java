package no.lagret.routes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays the stops of a map out in rows, so that reports go downwards and mostly to the next row. The
 * same for the same map.
 */
final class RouteLayout {

  private final RouteMap map;
  private final Map<String, Integer> level = new HashMap<>();

  private RouteLayout(RouteMap map) {
    this.map = map;
  }

  /** The stops of each row, from left to right. */
  static List<List<RouteMap.Stop>> rows(RouteMap map) {
    return new RouteLayout(map).rows();
  }

  private List<List<RouteMap.Stop>> rows() {
    map.stops().forEach(stop -> level.put(stop.name(), 0));
    for (int i = 0; i < map.stops().size(); i++) { // as often as a way can be long, were it a ring
      map.ways()
          .forEach(way -> level.merge(way.to(), level.get(way.from()) + 1, this::notBeyondTheLast));
    }
    for (int i = 0; i < map.stops().size(); i++) {
      map.stops().forEach(this::sink);
    }
    List<List<RouteMap.Stop>> rows = new ArrayList<>();
    Map<String, Double> place = new HashMap<>();
    for (int row : level.values().stream().sorted().distinct().toList()) {
      List<RouteMap.Stop> stops =
          map.stops().stream()
              .filter(stop -> level.get(stop.name()) == row)
              .sorted(Comparator.comparingDouble(stop -> above(stop, place)))
              .toList();
      for (int i = 0; i < stops.size(); i++) {
        place.put(stops.get(i).name(), i - (stops.size() - 1) / 2.0);
      }
      rows.add(stops);
    }
    return rows;
  }

  private int notBeyondTheLast(int a, int b) {
    return Math.min(Math.max(a, b), map.stops().size());
  }

  /** As far down as what comes after it allows. */
  private void sink(RouteMap.Stop stop) {
    map.ways().stream()
        .filter(way -> way.from().equals(stop.name()))
        .mapToInt(way -> level.get(way.to()) - 1)
        .min()
        .ifPresent(lowest -> level.merge(stop.name(), lowest, Math::max));
  }

  /** Where those lie, on average, from which it comes. */
  private double above(RouteMap.Stop stop, Map<String, Double> place) {
    return map.ways().stream()
        .filter(way -> way.to().equals(stop.name()) && place.containsKey(way.from()))
        .mapToDouble(way -> place.get(way.from()))
        .average()
        .orElse(map.stops().size());
  }
}
