package no.lagret.reconciliation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Raises what differs: each report that the case system lost on its own, for each has its own last
 * day; the other kinds together, for their list is one click away.
 */
final class DifferenceAlarms {

  static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final Alarms alarms;

  DifferenceAlarms(Alarms alarms) {
    this.alarms = alarms;
  }

  void stands(String recipient, Found found, @Nullable Instant askBy) {
    if (isOfOneReport(found.kind()) && found.reportId() != null) {
      alarms.begin(
          found.kind().condition(),
          found.reportId(),
          recipient,
          found.reportId(),
          text(found.kind(), askBy));
    } else {
      alarms.begin(found.kind().condition(), recipient, recipient, null, found.kind().action());
    }
  }

  private static String text(DifferenceKind kind, @Nullable Instant askBy) {
    String deadline =
        askBy == null
            ? ""
            : " The portal keeps its copy until "
                + DAY.format(askBy.atZone(NORWAY))
                + ": ask KS before that day to send it again.";
    return kind.action() + deadline;
  }

  void settled(Difference difference) {
    if (isOfOneReport(difference.kind()) && difference.reportId() != null) {
      alarms.end(difference.kind().condition(), difference.reportId());
    }
  }

  /** No difference of the kind stands any more. */
  void noneOf(String recipient, DifferenceKind kind) {
    alarms.end(kind.condition(), recipient);
  }

  private static boolean isOfOneReport(DifferenceKind kind) {
    return kind == DifferenceKind.GONE || kind == DifferenceKind.CHANGED;
  }

  void notReconciled(String recipient, String why) {
    alarms.begin(Condition.NOT_RECONCILED, recipient, recipient, null, why);
  }

  void reconciled(String recipient) {
    alarms.end(Condition.NOT_RECONCILED, recipient);
  }
}
