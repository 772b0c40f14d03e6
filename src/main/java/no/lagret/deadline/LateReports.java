package no.lagret.deadline;

import static no.lagret.alert.Severity.CRITICAL;
import static no.lagret.alert.Severity.NOTICE;
import static no.lagret.alert.Severity.WARNING;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import no.lagret.ledger.DispatchRow;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/** Which clocks of a dispatch have come so far that people must be told, and how serious it is. */
final class LateReports {

  private static final Map<Deadline.Kind, Condition> CONDITIONS =
      Map.of(
          Deadline.Kind.STORE, Condition.LATE,
          Deadline.Kind.PAPER, Condition.PAPER_SOON,
          Deadline.Kind.PORTAL_COPY, Condition.PORTAL_COPY_ENDS,
          Deadline.Kind.REVIEW, Condition.REVIEW_DUE,
          Deadline.Kind.FEEDBACK, Condition.FEEDBACK_DUE);

  private final DeadlineSettings settings;

  LateReports(DeadlineSettings settings) {
    this.settings = settings;
  }

  static Condition condition(Deadline.Kind kind) {
    return CONDITIONS.get(kind);
  }

  /** How serious it is; {@code null} while people need not be told. */
  @Nullable Severity severity(Deadline deadline, DispatchRow row, Instant now) {
    return switch (deadline.kind()) {
      case STORE -> age(row, now);
      case PAPER -> left(deadline, settings.paperWarning(), now);
      // A copy that the portal deletes as agreed is no trouble while the report is stored.
      case PORTAL_COPY ->
          row.state().isFinal() ? null : left(deadline, settings.portalCopyWarning(), now);
      case REVIEW ->
          Deadlines.isUnstored(row) ? left(deadline, settings.reviewWarning(), now) : null;
      case FEEDBACK ->
          Deadlines.isUnstored(row) ? left(deadline, settings.feedbackWarning(), now) : null;
    };
  }

  /**
   * One that came late may be on its way by now: a moment here is given to each; not to one that
   * was received by a clock since set back.
   */
  private @Nullable Severity age(DispatchRow row, Instant now) {
    Instant received = row.dispatch().receivedAt();
    if (!received.isAfter(now) && received.plus(settings.settling()).isAfter(now)) {
      return null;
    }
    Duration age = Duration.between(Deadlines.sent(row.dispatch()), now);
    if (age.compareTo(settings.ageCritical()) >= 0) {
      return CRITICAL;
    }
    if (age.compareTo(settings.ageWarning()) >= 0) {
      return WARNING;
    }
    return age.compareTo(settings.ageNotice()) >= 0 ? NOTICE : null;
  }

  private static @Nullable Severity left(Deadline deadline, Duration warning, Instant now) {
    if (!deadline.due().isAfter(now)) {
      return CRITICAL;
    }
    return deadline.due().minus(warning).isAfter(now) ? null : WARNING;
  }

  /** What an operator is to do about it. */
  static String whatToDo(Deadline deadline, DispatchRow row, Severity severity) {
    String where =
        row.state() == ReportState.DEAD
            ? "It is a dead letter: settle it."
            : row.state() == ReportState.STORED
                ? "It is stored, and the portal is not told: see the other alarms."
                : "It waits for the case system: see the other alarms.";
    boolean over = severity == CRITICAL;
    return switch (deadline.kind()) {
      case STORE ->
          "The report was sent "
              + Deadlines.sent(row.dispatch())
              + " and is not stored. "
              + where
              + " It may be urgent: tell the child welfare service.";
      case PAPER ->
          (over
                  ? "The portal has probably printed the report and sent it by post ("
                  : "The portal prints the report and sends it by post at ")
              + deadline.due()
              + (over ? "). " : ". ")
              + where;
      case PORTAL_COPY ->
          "The case system does not hold the report any more, and the portal deletes its copy at "
              + deadline.due()
              + ". Ask KS to send it again before that.";
      case REVIEW ->
          "The service must have gone through the report by "
              + deadline.due()
              + ", and it is not stored. "
              + where;
      case FEEDBACK ->
          "Whoever reported must hear from the service by "
              + deadline.due()
              + ", and the report is not stored. "
              + where;
    };
  }
}
