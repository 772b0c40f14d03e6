package no.lagret.delivery;

import java.time.Duration;
import java.util.Map;
import no.lagret.broker.Queues;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.LedgerWriter;
import no.lagret.report.ReportState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Says what a gateway leaves that was asked to stop, once its routes have come to rest. */
final class GatewayStop implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayStop.class);
  private static final Duration LEDGER_WAIT = Duration.ofSeconds(5);
  private static final int AFTER_THE_ROUTES = 1;

  private final GatewayStart start;
  private final Ledger ledger;
  private final LedgerEvents events;
  private final LedgerWriter writer;
  private final Queues queues;
  private volatile boolean running;

  GatewayStop(
      GatewayStart start, Ledger ledger, LedgerEvents events, LedgerWriter writer, Queues queues) {
    this.start = start;
    this.ledger = ledger;
    this.events = events;
    this.writer = writer;
    this.queues = queues;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    if (!start.isOpen()) {
      return;
    }
    try {
      queues.together(() -> events.record(LedgerEvent.of(EventType.STOPPED, (String) null)));
      boolean told = writer.awaitBarrier(LEDGER_WAIT);
      Map<ReportState, Long> left = ledger.countsByState();
      LOG.info(
          "Lagret stops. It leaves {} queued, {} stored and not confirmed, {} dead letters{}. All are"
              + " in the data directory, and the next start goes on with them",
          left.get(ReportState.QUEUED) + left.get(ReportState.AWAITING_RECEIPT),
          left.get(ReportState.STORED),
          left.get(ReportState.DEAD),
          told ? "" : ", as far as the ledger has come");
    } catch (RuntimeException e) {
      LOG.warn("Lagret stops, and cannot tell what it leaves: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return AFTER_THE_ROUTES;
  }
}
