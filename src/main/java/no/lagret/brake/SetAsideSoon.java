package no.lagret.brake;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.BrokerSilent;
import no.lagret.broker.Queue;
import no.lagret.ledger.LedgerEvent;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that what is to be set aside is tried soon, wherever it waits. */
final class SetAsideSoon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SetAsideSoon.class);
  private static final long AGAIN_SECONDS = 2;
  private static final List<Queue> WAITING =
      List.of(Queue.REPORTS, Queue.SUSPECTS, Queue.AWAITING_RECEIPT);

  private final BrokerManagement broker;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("set-aside", true));

  SetAsideSoon(BrokerManagement broker) {
    this.broker = broker;
  }

  void bringForward(LedgerEvent request) {
    Map<String, String> dispatch =
        Map.of(
            "LagretRecipient", String.valueOf(request.recipient()),
            "LagretChannel", String.valueOf(request.channel()),
            "LagretDispatch", String.valueOf(request.dispatchId()));
    try {
      WAITING.forEach(queue -> broker.deliverNow(queue, dispatch));
    } catch (BrokerSilent e) {
      LOG.debug("Brought forward a little later", e);
    }
  }

  /** Does it again and again: an attempt in work when it was asked for schedules its next one. */
  void keepBringingForward(SetAside setAside) {
    worker.scheduleWithFixedDelay(
        () -> {
          try {
            setAside.bringForwardAll();
          } catch (RuntimeException e) {
            LOG.debug("Looked at a little later", e);
          }
        },
        AGAIN_SECONDS,
        AGAIN_SECONDS,
        TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
