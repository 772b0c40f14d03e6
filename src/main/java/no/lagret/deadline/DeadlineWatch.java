package no.lagret.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.Ledger;
import no.lagret.pulse.Rounds;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;

/**
 * Looks at the clocks of every report that is not settled, whatever else goes on. Maintenance does
 * not stop them, nor does an outage explain them.
 */
final class DeadlineWatch implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private static final Set<ReportState> UNSETTLED =
      EnumSet.of(
          ReportState.QUEUED, ReportState.AWAITING_RECEIPT, ReportState.DEAD, ReportState.STORED);

  private final Ledger ledger;
  private final Deadlines deadlines;
  private final LateReports late;
  private final Alarms alarms;
  private final InstantSource clock;
  private final Rounds rounds;

  DeadlineWatch(
      Ledger ledger, Deadlines deadlines, LateReports late, Alarms alarms, InstantSource clock) {
    this.ledger = ledger;
    this.deadlines = deadlines;
    this.late = late;
    this.alarms = alarms;
    this.clock = clock;
    this.rounds = new Rounds("deadlines", BETWEEN, this::look);
  }

  /** One clock of one dispatch that people must be told of. */
  private record Late(Condition condition, Severity severity, Dispatch dispatch, String whatToDo) {

    String key() {
      return condition + " " + dispatch.dispatchId();
    }
  }

  private void look() {
    List<Late> found = new ArrayList<>();
    Instant now = clock.instant();
    ledger.lookThrough(UNSETTLED, row -> add(row, now, found));
    Set<String> stand = new HashSet<>();
    for (Late one : found) {
      stand.add(one.key());
      Dispatch dispatch = one.dispatch();
      alarms.begin(
          one.condition(),
          one.severity(),
          dispatch.dispatchId(),
          dispatch.recipient(),
          dispatch.reportId(),
          one.whatToDo());
    }
    alarms.standing().stream()
        .filter(DeadlineWatch::isOfClocks)
        .filter(alarm -> !stand.contains(alarm.condition() + " " + alarm.subject()))
        .forEach(alarm -> alarms.end(alarm.condition(), alarm.subject()));
  }

  private void add(DispatchRow row, Instant now, List<Late> found) {
    for (Deadline deadline : deadlines.of(row)) {
      Severity severity = late.severity(deadline, row, now);
      if (severity != null) {
        found.add(
            new Late(
                LateReports.condition(deadline.kind()),
                severity,
                row.dispatch(),
                LateReports.whatToDo(deadline, row, severity)));
      }
    }
  }

  private static boolean isOfClocks(Alarm alarm) {
    return switch (alarm.condition()) {
      case LATE, PAPER_SOON, PORTAL_COPY_ENDS, REVIEW_DUE, FEEDBACK_DUE -> true;
      default -> false;
    };
  }

  @Override
  public void close() {
    rounds.close();
  }
}
