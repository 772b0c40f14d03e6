package no.lagret.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Measured values of one thing, and how they are told. */
record Figures(List<Double> sorted) {

  static Figures of(DoubleStream values) {
    return new Figures(values.sorted().boxed().toList());
  }

  double median() {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** The value that so many percent of all do not exceed. */
  double percentile(int percent) {
    return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
  }

  /** Median and range, such as {@code 41.2 (39.8–43.0)}. */
  String told(int decimals) {
    return number(median(), decimals)
        + " ("
        + number(sorted.get(0), decimals)
        + "–"
        + number(sorted.get(sorted.size() - 1), decimals)
        + ")";
  }

  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
