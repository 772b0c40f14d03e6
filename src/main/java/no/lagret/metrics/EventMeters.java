package no.lagret.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.FailureClass;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens as the ledger writes it: a step that was rolled back, and so tells nothing,
 * counts nowhere. Counters begin at 0 with the process.
 */
final class EventMeters {

  /** Minutes in the good case, two working days before the portal prints. */
  private static final Duration[] MARKS = {
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(15),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofDays(1),
    Duration.ofDays(2)
  };

  private final String recipient;
  private final Ledger ledger;
  private final Map<String, Counter> attempts = new HashMap<>();
  private final Map<String, Counter> deadLetters = new HashMap<>();
  private final Map<EventType, Counter> confirmations = new HashMap<>();
  private final Counter falseReceipts;
  private final Timer confirmLag;
  private final Timer visibleToStored;

  EventMeters(String recipient, Ledger ledger, MeterRegistry registry) {
    this.recipient = recipient;
    this.ledger = ledger;
    attempts.put("STORED", counter("lagret.attempts", "outcome", "STORED", registry));
    for (FailureClass failure : FailureClass.values()) {
      attempts.put(failure.name(), counter("lagret.attempts", "outcome", failure.name(), registry));
    }
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      deadLetters.put(
          reason.name(), counter("lagret.dead.letters", "reason", reason.name(), registry));
    }
    for (EventType told :
        new EventType[] {
          EventType.CONFIRMED, EventType.PORTAL_GONE, EventType.CONFIRMATION_FAILED
        }) {
      confirmations.put(told, counter("lagret.confirmations", "outcome", told.name(), registry));
    }
    falseReceipts =
        Counter.builder("lagret.false.receipts").tag("recipient", recipient).register(registry);
    confirmLag = timer("lagret.confirm.lag", registry);
    visibleToStored = timer("lagret.visible.to.stored", registry);
  }

  private Counter counter(String name, String tag, String value, MeterRegistry registry) {
    return Counter.builder(name).tag("recipient", recipient).tag(tag, value).register(registry);
  }

  private Timer timer(String name, MeterRegistry registry) {
    return Timer.builder(name)
        .tag("recipient", recipient)
        .serviceLevelObjectives(MARKS)
        .register(registry);
  }

  void written(LedgerEvent event) {
    switch (event.type()) {
      case ATTEMPT_FAILED -> failed(event.facts().getOrDefault(Fact.FAILURE_CLASS, ""));
      case DEAD_LETTERED -> {
        String reason = event.facts().getOrDefault(Fact.REASON, "");
        count(deadLetters.get(reason));
        // The attempt that ends a report is told by its dead letter alone.
        failed(reason.equals("REFUSED") ? FailureClass.REFUSAL.name() : reason);
      }
      case STORED -> {
        if ("BY_HAND".equals(event.facts().get(Fact.PROOF_KIND))) {
          return;
        }
        // A proof made anew without an attempt is counted too; it is seldom.
        count(attempts.get("STORED"));
        event
            .fact(Fact.SENT_AT)
            .ifPresent(sent -> time(visibleToStored, Instant.parse(sent), event));
      }
      case STORE_LOST -> falseReceipts.increment();
      case CONFIRMED -> {
        count(confirmations.get(event.type()));
        ledger.lastOf(EventType.STORED, event).ifPresent(stored -> time(confirmLag, stored, event));
      }
      case PORTAL_GONE, CONFIRMATION_FAILED -> count(confirmations.get(event.type()));
      default -> {}
    }
  }

  private void failed(String failureClass) {
    count(attempts.get(failureClass));
    if (failureClass.equals(FailureClass.FALSE_RECEIPT.name())) {
      falseReceipts.increment();
    }
  }

  private static void count(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }

  private static void time(Timer timer, Instant from, LedgerEvent to) {
    Duration lasted = Duration.between(from, to.at());
    timer.record(lasted.isNegative() ? Duration.ZERO : lasted);
  }
}
