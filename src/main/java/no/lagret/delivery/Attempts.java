package no.lagret.delivery;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import no.lagret.report.FailureClass;
import org.jspecify.annotations.Nullable;

/**
 * How often and when a report's attempts failed, one counter per class of failure.
 *
 * @param failures by class
 * @param first time of the first failure
 * @param last time of the last failure
 * @param handedOverAt since when it waits for the case system's receipt, where it does
 */
record Attempts(
    Map<FailureClass, Integer> failures,
    @Nullable Instant first,
    @Nullable Instant last,
    @Nullable Instant handedOverAt) {

  static final Attempts NONE = new Attempts(Map.of(), null, null, null);

  Attempts {
    failures = Map.copyOf(failures);
  }

  int count(FailureClass failureClass) {
    return failures.getOrDefault(failureClass, 0);
  }

  int total() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  Attempts plus(FailureClass failureClass, Instant now) {
    Map<FailureClass, Integer> more = new EnumMap<>(FailureClass.class);
    more.putAll(failures);
    more.merge(failureClass, 1, Integer::sum);
    return new Attempts(more, first == null ? now : first, now, handedOverAt);
  }

  /** The same, waiting for its receipt since then; null where it waits no more. */
  Attempts handedOver(@Nullable Instant since) {
    return new Attempts(failures, first, last, since);
  }

  Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    failures.forEach((key, count) -> properties.put(ReportHeaders.FAILED + key, count));
    if (first != null && last != null) {
      properties.put(ReportHeaders.FIRST_FAILURE_AT, first.toEpochMilli());
      properties.put(ReportHeaders.LAST_FAILURE_AT, last.toEpochMilli());
    }
    if (handedOverAt != null) {
      properties.put(ReportHeaders.HANDED_OVER_AT, handedOverAt.toEpochMilli());
    }
    return properties;
  }

  static Attempts of(Map<String, Object> headers) {
    Map<FailureClass, Integer> failures = new EnumMap<>(FailureClass.class);
    for (FailureClass failureClass : FailureClass.values()) {
      if (headers.get(ReportHeaders.FAILED + failureClass) instanceof Number count) {
        failures.put(failureClass, count.intValue());
      }
    }
    return new Attempts(
        failures,
        time(headers.get(ReportHeaders.FIRST_FAILURE_AT)),
        time(headers.get(ReportHeaders.LAST_FAILURE_AT)),
        time(headers.get(ReportHeaders.HANDED_OVER_AT)));
  }

  private static @Nullable Instant time(@Nullable Object header) {
    return header instanceof Number millis ? Instant.ofEpochMilli(millis.longValue()) : null;
  }
}
