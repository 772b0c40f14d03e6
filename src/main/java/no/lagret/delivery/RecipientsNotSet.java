package no.lagret.delivery;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.ledger.Ledger;
import no.lagret.recipient.Recipients;
import no.lagret.report.ReportState;

/** Tells of reports whose recipient the settings do not name any more: nothing brings them on. */
final class RecipientsNotSet {

  private final Recipients recipients;
  private final Ledger ledger;
  private final Alarms alarms;

  RecipientsNotSet(Recipients recipients, Ledger ledger, Alarms alarms) {
    this.recipients = recipients;
    this.ledger = ledger;
    this.alarms = alarms;
  }

  /** Looks once; settings change with a start only. */
  void look() {
    List<ReportState> open =
        Stream.of(ReportState.values()).filter(state -> !state.isFinal()).toList();
    Map<String, Integer> left = new TreeMap<>();
    ledger.eachInStates(
        open,
        row -> {
          if (!recipients.names().contains(row.dispatch().recipient())) {
            left.merge(row.dispatch().recipient(), 1, Integer::sum);
          }
        });
    left.forEach(
        (recipient, count) ->
            alarms.begin(
                Condition.RECIPIENT_NOT_SET,
                recipient,
                recipient,
                null,
                count
                    + " dispatches of recipient "
                    + recipient
                    + " are not settled, and the settings do not name it. Set lagret.recipients."
                    + recipient
                    + " again; they stay where they are."));
    for (var alarm : alarms.standing()) {
      if (alarm.condition() == Condition.RECIPIENT_NOT_SET && !left.containsKey(alarm.subject())) {
        alarms.end(Condition.RECIPIENT_NOT_SET, alarm.subject());
      }
    }
  }
}
