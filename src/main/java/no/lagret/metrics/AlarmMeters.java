package no.lagret.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.stream.Collectors;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import org.jspecify.annotations.Nullable;

/** How many alarms stand, by condition. */
final class AlarmMeters implements MeterBinder {

  private final Cached<Map<Condition, Long>> standing;

  AlarmMeters(Alarms alarms) {
    standing =
        new Cached<>(
            () ->
                alarms.standing().stream()
                    .collect(Collectors.groupingBy(Alarm::condition, Collectors.counting())));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Condition condition : Condition.values()) {
      Gauge.builder("lagret.alarms", () -> count(condition))
          .description("Alarms that stand; NaN when the ledger's database does not say")
          .tag("condition", condition.name())
          .register(registry);
    }
  }

  private @Nullable Number count(Condition condition) {
    Map<Condition, Long> known = standing.get();
    return known == null ? null : known.getOrDefault(condition, 0L);
  }
}
