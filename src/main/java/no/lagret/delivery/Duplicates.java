package no.lagret.delivery;

import java.time.Duration;
import java.util.stream.Stream;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.Queue;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerWriter;
import no.lagret.report.Channel;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.jspecify.annotations.Nullable;

/**
 * What to think of a broker that says it has a dispatch already. It is right only where somebody
 * can say where.
 */
public final class Duplicates {

  private static final Duration LEDGER_WAIT = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final LedgerWriter writer;
  private final BrokerManagement broker;

  Duplicates(Ledger ledger, LedgerWriter writer, BrokerManagement broker) {
    this.ledger = ledger;
    this.writer = writer;
    this.broker = broker;
  }

  /** Whether this is how the broker says so. */
  public static boolean isRefusal(@Nullable Throwable why) {
    for (Throwable t = why; t != null; t = t.getCause()) {
      if (t instanceof ActiveMQDuplicateIdException) {
        return true;
      }
    }
    return false;
  }

  /** Whether the ledger, or one of the queues, knows the dispatch. */
  public boolean someoneKnows(String recipient, Channel channel, String dispatchId) {
    return (writer.awaitBarrier(LEDGER_WAIT)
            && ledger.dispatch(recipient, channel, dispatchId).isPresent())
        || Stream.of(
                Queue.REPORTS,
                Queue.FETCHES,
                Queue.SUSPECTS,
                Queue.DEAD_LETTERS,
                Queue.HAND_BACKS,
                Queue.CONFIRMATIONS)
            .flatMap(broker::list)
            .anyMatch(lying -> dispatchId.equals(lying.properties().get(ReportHeaders.DISPATCH)));
  }
}
