package no.lagret.delivery;

import java.util.Map;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.report.DeadLetterReason;
import org.apache.camel.Exchange;

/**
 * What fell through to the broker's own dead-letter address becomes a dead letter like others. What
 * is no report goes where the ledger keeps what is no event: in the queue it would be met again and
 * again.
 */
public final class Backstop {

  private final DeadLetterStamp deadLetters;
  private final Queues queues;
  private final Alarms alarms;

  Backstop(DeadLetterStamp deadLetters, Queues queues, Alarms alarms) {
    this.deadLetters = deadLetters;
    this.queues = queues;
    this.alarms = alarms;
  }

  /** Lays it before a person. */
  public void settle(Exchange exchange) {
    QueuedReport report;
    try {
      report = QueuedReport.received(exchange);
    } catch (NoReport e) {
      keep(exchange);
      return;
    }
    alarms.begin(
        Condition.BACKSTOP,
        report.dispatch().reportId(),
        report.dispatch().recipient(),
        report.dispatch().reportId(),
        "Fell through to the safety net. Deliver it again, and send the support package.");
    deadLetters.put(
        report, DeadLetterReason.BACKSTOP, "BACKSTOP", "Fell through to the safety net", null);
  }

  private void keep(Exchange exchange) {
    byte[] body = exchange.getMessage().getBody(byte[].class);
    queues.send(Queue.LEDGER, body == null ? new byte[0] : body, Map.of());
    alarms.begin(
        Condition.BACKSTOP,
        "unknown",
        null,
        null,
        "Something that is no report of this gateway lay in lagret.backstop. It is kept in the"
            + " ledger's table quarantine; find out who sent it.");
  }
}
