package no.lagret.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Function;
import no.lagret.brake.Brake;
import no.lagret.brake.Brakes;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.Queue;
import no.lagret.casesystem.Supervisor;
import no.lagret.delivery.Guard;
import no.lagret.ledger.Census;
import no.lagret.ledger.LedgerWriter;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Moment;
import org.jspecify.annotations.Nullable;

/** How the gateway itself is. What is not known is NaN, never a reassuring number. */
final class GatewayMeters implements MeterBinder {

  private final Census census;
  private final LedgerWriter writer;
  private final Cached<Long> backlog;
  private final PerRecipient<Supervisor> supervisors;
  private final PerRecipient<Guard> guards;
  private final PerRecipient<Brakes> brakes;

  GatewayMeters(
      Census census,
      LedgerWriter writer,
      BrokerManagement broker,
      PerRecipient<Supervisor> supervisors,
      PerRecipient<Guard> guards,
      PerRecipient<Brakes> brakes) {
    this.census = census;
    this.writer = writer;
    this.backlog = new Cached<>(() -> broker.count(Queue.LEDGER));
    this.supervisors = supervisors;
    this.guards = guards;
    this.brakes = brakes;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("lagret.census.missing", () -> ofCensus(Census.Result::missing))
        .description("Dispatches that the last census found in no queue; NaN before the first")
        .register(registry);
    Gauge.builder("lagret.census.waiting", () -> ofCensus(Census.Result::waiting))
        .description("Dispatches that were not settled at the last census; NaN before the first")
        .register(registry);
    Gauge.builder("lagret.census.age", () -> ofCensus(result -> seconds(result.at())))
        .description("Since the last census; NaN before the first")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("lagret.ledger.backlog", backlog::get)
        .description("Events that wait to be written; NaN when the broker does not say")
        .register(registry);
    Gauge.builder("lagret.ledger.written.age", () -> seconds(writer.lastWrittenAt()))
        .description("Since the ledger was last written")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("lagret.ledger.healthy", () -> number(writer.healthy()))
        .description("1 while the ledger can be written")
        .register(registry);
    supervisors.forEach((recipient, supervisor) -> bind(registry, recipient, supervisor));
  }

  private void bind(MeterRegistry registry, String recipient, Supervisor supervisor) {
    Guard guard = guards.of(recipient);
    Brakes brake = brakes.of(recipient);
    Gauge.builder("lagret.delivery.stopped", () -> number(supervisor.pausedSince() != null))
        .description("1 while nothing is delivered")
        .tag("by", "supervisor")
        .tag("recipient", recipient)
        .register(registry);
    Gauge.builder("lagret.delivery.stopped", () -> pulled(brake, Brake.DELIVERY))
        .description("1 while nothing is delivered")
        .tag("by", "operator")
        .tag("recipient", recipient)
        .register(registry);
    Gauge.builder("lagret.confirmations.held", () -> pulled(brake, Brake.CONFIRMATIONS))
        .description("1 while the portal is not told")
        .tag("recipient", recipient)
        .register(registry);
    Gauge.builder("lagret.guard.engaged", () -> number(guard.engaged()))
        .description("1 while bad ends are held back")
        .tag("recipient", recipient)
        .register(registry);
  }

  private @Nullable Number ofCensus(Function<Census.Result, Number> value) {
    Census.Result last = census.last();
    return last == null ? null : value.apply(last);
  }

  private @Nullable Number pulled(Brakes brakes, Brake brake) {
    return brakes.known() ? number(brakes.pulled(brake) != null) : null;
  }

  private static double seconds(Moment since) {
    return since.age().toMillis() / 1000.0;
  }

  private static Number number(boolean yes) {
    return yes ? 1 : 0;
  }
}
