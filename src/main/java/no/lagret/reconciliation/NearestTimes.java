package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Pairs reports whose time is known with lines of a log that has nothing but times and counts, as
 * many as can be paired at all: each report with a line within the given skew. By one sweep over
 * both in the order of time: of the lines that a report fits, the one whose time is over first.
 */
final class NearestTimes {

  private final Duration skew;

  NearestTimes(Duration skew) {
    this.skew = skew;
  }

  /**
   * What is left over.
   *
   * @param points indexes of the times without a line
   * @param certain those of them that no line at all can mean: no other report took theirs
   * @param lines how many of each line are without a time
   */
  record Left(List<Integer> points, Set<Integer> certain, int[] lines) {}

  /**
   * @param times of reports, in any order
   * @param rows each with a time, in any order
   * @param left how many of each row are to be had
   */
  Left pair(List<Instant> times, List<Row> rows, int[] left) {
    List<Integer> points = order(times.size(), Comparator.comparing(times::get));
    List<Integer> lines = order(rows.size(), Comparator.comparing(i -> begin(rows.get(i))));
    PriorityQueue<Integer> open = new PriorityQueue<>(Comparator.comparing(i -> end(rows.get(i))));
    List<Integer> unpaired = new ArrayList<>();
    Set<Integer> certain = new HashSet<>();
    Instant reach = Instant.MIN;
    int next = 0;
    for (int point : points) {
      Instant time = times.get(point);
      while (next < lines.size() && !begin(rows.get(lines.get(next))).isAfter(time)) {
        int line = lines.get(next++);
        open.add(line);
        reach = end(rows.get(line)).isAfter(reach) ? end(rows.get(line)) : reach;
      }
      while (!open.isEmpty()
          && (left[open.peek()] == 0 || end(rows.get(open.peek())).isBefore(time))) {
        open.poll();
      }
      if (open.isEmpty()) {
        unpaired.add(point);
        if (reach.isBefore(time)) {
          certain.add(point);
        }
      } else {
        left[open.peek()]--;
      }
    }
    return new Left(unpaired, certain, left);
  }

  private Instant begin(Row row) {
    return Objects.requireNonNull(row.earliest()).minus(skew);
  }

  private Instant end(Row row) {
    return Objects.requireNonNull(row.latest()).plus(skew);
  }

  private static List<Integer> order(int size, Comparator<Integer> by) {
    List<Integer> indexes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      indexes.add(i);
    }
    indexes.sort(by);
    return indexes;
  }
}
