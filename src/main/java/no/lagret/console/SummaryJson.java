package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/**
 * Whether every report is safe, in one answer.
 *
 * @param counts reports by state; every state is there
 * @param openDeadLetters how many wait for a person
 * @param oldestWaiting the first received of all that are not in a final state
 * @param census the last comparison of ledger and queues
 * @param brakes what is stopped by hand, by recipient; none while the gateway starts and does not
 *     know yet
 * @param alarms those that stand
 */
record SummaryJson(
    Map<ReportState, Long> counts,
    long openDeadLetters,
    @Nullable Waiting oldestWaiting,
    @Nullable EventJson census,
    Map<String, BrakesJson> brakes,
    List<AlarmJson> alarms) {

  /** A report that is not settled yet. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Waiting(String reportId, String recipient, ReportState state, Instant receivedAt) {}
}
