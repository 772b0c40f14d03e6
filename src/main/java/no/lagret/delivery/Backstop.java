package no.lagret.delivery;

import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.report.DeadLetterReason;
import org.apache.camel.Exchange;

/** What fell through to the broker's own dead-letter address becomes a dead letter like others. */
public final class Backstop {

  private final DeadLetterStamp deadLetters;
  private final Alarms alarms;

  Backstop(DeadLetterStamp deadLetters, Alarms alarms) {
    this.deadLetters = deadLetters;
    this.alarms = alarms;
  }

  /** Lays it before a person. */
  public void settle(Exchange exchange) {
    QueuedReport report;
    try {
      report = QueuedReport.received(exchange);
    } catch (NoReport e) {
      alarms.begin(
          Condition.BACKSTOP,
          "unknown",
          null,
          null,
          "Something that is no report of this gateway lies in lagret.backstop. It stays there;"
              + " find out who sent it.");
      throw e;
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
}
