package no.lagret.delivery;

import java.util.Objects;
import java.util.stream.Stream;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.Queue;
import no.lagret.sealing.MacKeys;
import org.springframework.context.SmartLifecycle;

/**
 * Refuses the start while a key is missing with which something in the queues was stamped. Each
 * such report would wait for its key, and each such event would be taken for a stranger's.
 */
final class StampKeysCheck implements SmartLifecycle {

  private static final int BEFORE_THE_LEDGER_WRITER = -1;

  private final BrokerManagement broker;
  private final MacKeys stampKeys;
  private volatile boolean running;

  StampKeysCheck(BrokerManagement broker, MacKeys stampKeys) {
    this.broker = broker;
    this.stampKeys = stampKeys;
  }

  @Override
  public void start() {
    stampKeys.requireKnown(
        Stream.of(Queue.values())
            .flatMap(broker::list)
            .map(message -> message.properties().get(ReportHeaders.STAMP))
            .filter(Objects::nonNull));
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return BEFORE_THE_LEDGER_WRITER;
  }
}
