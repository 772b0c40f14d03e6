package no.lagret.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import no.lagret.broker.Queues;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import org.jspecify.annotations.Nullable;

/** Tells the ledger what was compared, on which inputs, and what came of it. */
final class ReconciliationLedger {

  private final Queues queues;
  private final LedgerEvents events;
  private final InstantSource clock;

  ReconciliationLedger(Queues queues, LedgerEvents events, InstantSource clock) {
    this.queues = queues;
    this.events = events;
    this.clock = clock;
  }

  /** However often it is told, after restarts too, it counts once. */
  void reconciled(Reconciliation run, ReconciliationResult result) {
    String id =
        UUID.nameUUIDFromBytes((run.id() + "/" + result.recipient()).getBytes(UTF_8)).toString();
    LedgerEvent event =
        new LedgerEvent(
                id,
                clock.instant(),
                EventType.RECONCILED,
                result.recipient(),
                null,
                null,
                null,
                0,
                0,
                run.askedBy(),
                new TreeMap<>())
            .with(Fact.FIRST_AT, run.period().from())
            .with(Fact.LAST_AT, run.period().to())
            .with(Fact.INPUTS, inputs(result))
            .with(Fact.MATCHED, result.matched())
            .with(Fact.NOT_KNOWN, result.notKnown())
            .with(Fact.COUNT, result.differences())
            .with(Fact.JOB, run.id());
    queues.together(() -> events.record(event));
  }

  private static @Nullable String inputs(ReconciliationResult result) {
    String inputs =
        result.sides().stream()
            .filter(side -> side.digest() != null)
            .map(
                side ->
                    (side.side() + "-" + side.source()).toLowerCase(Locale.ROOT).replace('_', '-')
                        + "="
                        + side.digest())
            .sorted()
            .collect(Collectors.joining(","));
    return inputs.isEmpty() ? null : inputs;
  }
}
