package no.lagret.activation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.lagret.broker.Queues;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.PageRequest;
import no.lagret.routes.ActiveRoutes;
import no.lagret.routes.ActiveVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What the ledger is told of the routes that run, and what it says of them. */
final class ActivationLedger {

  private static final Logger LOG = LoggerFactory.getLogger(ActivationLedger.class);
  private static final Set<EventType> EVENTS =
      Set.of(EventType.ROUTES_ACTIVATED, EventType.ROUTES_ROLLED_BACK);

  private final ActiveRoutes routes;
  private final Ledger ledger;
  private final LedgerEvents events;
  private final Queues queues;
  private final Function<byte[], Optional<byte[]>> seal;

  /**
   * @param seal seals a text; empty where nothing can be sealed, and then the text is not kept
   */
  ActivationLedger(
      ActiveRoutes routes,
      Ledger ledger,
      LedgerEvents events,
      Queues queues,
      Function<byte[], Optional<byte[]>> seal) {
    this.routes = routes;
    this.ledger = ledger;
    this.events = events;
    this.queues = queues;
    this.seal = seal;
  }

  /** The event that brought what runs; empty where it is not written yet, or cannot be read. */
  Optional<LedgerEvent> ofWhatRuns() {
    try {
      return ledger
          .events(
              new EventFilter(null, null, null, EVENTS, null, null, null, null),
              new PageRequest(0, 1))
          .items()
          .stream()
          .map(row -> row.event())
          .filter(event -> event.fact(Fact.ROUTES).equals(Optional.of(routes.active().digest())))
          .findFirst();
    } catch (DataAccessException e) {
      return Optional.empty();
    }
  }

  /**
   * What runs now was asked for.
   *
   * @param before the version that ran until now
   */
  void tell(EventType type, ActiveVersion before, Request request) {
    LedgerEvent event = event(type, before.digest(), request.detail()).by(request.user());
    byte[] reason = seal.apply(request.reason().getBytes(UTF_8)).orElse(null);
    queues.together(
        () -> {
          if (reason == null) {
            events.record(event);
          } else {
            events.record(event, reason);
          }
        });
  }

  /** Those that were told to run could not be started. */
  void tellOfUndoing(ActiveVersion undone) {
    record(
        event(EventType.ROUTES_ROLLED_BACK, undone.digest(), "The new ones could not be started"));
  }

  /** What the start has taken up, unless the ledger knows it. */
  void tellOfTheStart() {
    if (ofWhatRuns().isEmpty()) {
      record(
          event(
              EventType.ROUTES_ACTIVATED,
              routes.active().before(),
              "Taken up at the start, without a dry run"));
    }
  }

  private void record(LedgerEvent event) {
    try {
      queues.together(() -> events.record(event));
    } catch (RuntimeException e) {
      LOG.warn("The ledger is not told which routes run: {}", e.getClass().getSimpleName());
    }
  }

  private LedgerEvent event(EventType type, @Nullable String before, @Nullable String detail) {
    return LedgerEvent.of(type, (String) null)
        .with(Fact.ROUTES, routes.active().digest())
        .with(Fact.ROUTES_BEFORE, before)
        .with(
            Fact.ROUTE_FOLDERS,
            routes.folders().stream()
                .map(folder -> folder.name() + "=" + folder.sha256())
                .collect(Collectors.joining(",")))
        .with(Fact.DETAIL, detail);
  }
}
