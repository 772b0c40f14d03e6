package no.lagret.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.StateFigures;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/** Where a recipient's reports stand. */
final class ReportMeters implements MeterBinder {

  private final String recipient;
  private final InstantSource clock;
  private final Cached<StateFigures> figures;

  ReportMeters(String recipient, Ledger ledger, InstantSource clock) {
    this.recipient = recipient;
    this.clock = clock;
    this.figures = new Cached<>(() -> ledger.figures(recipient));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (ReportState state : ReportState.values()) {
      gauge("lagret.reports", state, known -> known.counts().get(state))
          .description("Reports by state, that of the least settled dispatch")
          .register(registry);
      if (!state.isFinal()) {
        gauge("lagret.oldest.age", state, known -> age(known.oldest().get(state)))
            .description("Age of the first received dispatch in the state; NaN where there is none")
            .baseUnit("seconds")
            .register(registry);
      }
    }
  }

  private Gauge.Builder<?> gauge(
      String name, ReportState state, Function<StateFigures, @Nullable Number> value) {
    return Gauge.builder(
            name,
            () -> {
              StateFigures known = figures.get();
              return known == null ? null : value.apply(known);
            })
        .tag("recipient", recipient)
        .tag("state", state.name());
  }

  /** What came while the clock was ahead counts as just come. */
  private @Nullable Number age(@Nullable Instant since) {
    return since == null
        ? null
        : Math.max(0, Duration.between(since, clock.instant()).toMillis()) / 1000.0;
  }
}
