package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import no.lagret.deadline.Deadline;
import no.lagret.deadline.Deadlines;
import no.lagret.ledger.DispatchRow;
import no.lagret.report.Channel;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/** A dispatch as the API tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DispatchJson(
    String dispatchId,
    ReportState state,
    Channel channel,
    int generation,
    @Nullable Instant sentAt,
    Instant receivedAt,
    @Nullable Instant storedAt,
    @Nullable Instant confirmedAt,
    Instant lastEventAt,
    @Nullable String journalReference,
    @Nullable String readBack,
    @Nullable String proofKind,
    int attempts,
    @Nullable String lastFailureClass,
    @Nullable String lastFailureCode,
    @Nullable String deadLetterId,
    String sealedSha256,
    long sealedSize,
    @Nullable List<Deadline> deadlines) {

  /**
   * With the clocks that run for it.
   *
   * @param deadlines {@code null} to leave them out
   */
  static DispatchJson of(DispatchRow row, @Nullable Deadlines deadlines) {
    Dispatch dispatch = row.dispatch();
    return new DispatchJson(
        dispatch.dispatchId(),
        row.state(),
        dispatch.channel(),
        dispatch.generation(),
        dispatch.sentAt(),
        dispatch.receivedAt(),
        row.storedAt(),
        row.confirmedAt(),
        row.lastEventAt(),
        row.journalReference(),
        row.readBack(),
        row.proofKind(),
        row.attempts(),
        row.lastFailureClass(),
        row.lastFailureCode(),
        row.letterId(),
        dispatch.sealedSha256(),
        dispatch.sealedSize(),
        deadlines == null ? null : deadlines.of(row));
  }
}
