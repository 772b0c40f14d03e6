package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import no.lagret.deadline.Deadlines;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.ReportView;
import no.lagret.report.Channel;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/** A report as the API tells it; in lists without its events. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportJson(
    String reportId,
    String recipient,
    ReportState state,
    Channel channel,
    @Nullable String journalReference,
    boolean registeredByHand,
    @Nullable Instant sentAt,
    Instant receivedAt,
    @Nullable Instant storedAt,
    @Nullable Instant confirmedAt,
    List<DispatchJson> dispatches,
    @Nullable List<EventJson> events) {

  /** With its events and the clocks that run for it. */
  static ReportJson whole(ReportView report, Deadlines deadlines) {
    return of(report, deadlines, report.events().stream().map(EventJson::of).toList());
  }

  static ReportJson inList(ReportView report) {
    return of(report, null, null);
  }

  private static ReportJson of(
      ReportView report, @Nullable Deadlines deadlines, @Nullable List<EventJson> events) {
    boolean allConfirmed = report.dispatches().stream().allMatch(row -> row.confirmedAt() != null);
    return new ReportJson(
        report.reportId(),
        report.recipient(),
        report.state(),
        report.dispatches().get(0).dispatch().channel(),
        each(report, DispatchRow::journalReference).findFirst().orElse(null),
        report.dispatches().stream().anyMatch(DispatchRow::isByHand),
        each(report, row -> row.dispatch().sentAt()).min(Instant::compareTo).orElse(null),
        report.receivedAt(),
        each(report, DispatchRow::storedAt).min(Instant::compareTo).orElse(null),
        allConfirmed
            ? each(report, DispatchRow::confirmedAt).max(Instant::compareTo).orElse(null)
            : null,
        report.dispatches().stream().map(row -> DispatchJson.of(row, deadlines)).toList(),
        events);
  }

  private static <T> Stream<T> each(ReportView report, Function<DispatchRow, @Nullable T> what) {
    return report.dispatches().stream().map(what).filter(Objects::nonNull).map(found -> (T) found);
  }
}
