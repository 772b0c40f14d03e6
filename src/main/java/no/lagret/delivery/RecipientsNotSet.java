package no.lagret.delivery;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.ledger.Ledger;
import no.lagret.recipient.Recipients;
import no.lagret.report.ReportState;

/**
 * Tells of reports whose recipient the settings do not name any more: nothing brings them on. What
 * stands of that one's sides ends, for nobody looks at them any more.
 */
final class RecipientsNotSet {

  private static final Set<Condition> OF_SIDES =
      EnumSet.of(
          Condition.CASE_SYSTEM_DOWN,
          Condition.CASE_SYSTEM_SETTINGS,
          Condition.CERTIFICATE_EXPIRING,
          Condition.CLOCK,
          Condition.CONFIRMATION_FAILING,
          Condition.COPY_NOT_KEPT,
          Condition.GUARD,
          Condition.HAND_BACK_FAILING,
          Condition.NO_FITTING_KEY,
          Condition.NOT_LOOKED_UP,
          Condition.NOT_POLLED,
          Condition.NOT_RECONCILED,
          Condition.ODD_RECEIPTS,
          Condition.PORTAL_BAD_LIST,
          Condition.PORTAL_DOWN,
          Condition.PORTAL_SETTINGS,
          Condition.SILENCE);

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
    alarms.endOthers(Condition.RECIPIENT_NOT_SET, left.keySet());
    alarms.standing().stream()
        .filter(alarm -> OF_SIDES.contains(alarm.condition()) && isOfNobody(alarm))
        .forEach(alarm -> alarms.end(alarm.condition(), alarm.subject()));
  }

  private boolean isOfNobody(Alarm alarm) {
    return alarm.recipient() != null && !recipients.names().contains(alarm.recipient());
  }
}
