package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.report.Channel;
import no.lagret.report.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/** A dead letter as the API tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterJson(
    String id,
    String reportId,
    String recipient,
    Channel channel,
    String dispatchId,
    DeadLetterReason reason,
    @Nullable String detail,
    int attempts,
    Instant firstAt,
    Instant lastAt,
    @Nullable Instant settledAt) {

  static DeadLetterJson of(DeadLetterRow row) {
    return new DeadLetterJson(
        row.letterId(),
        row.reportId(),
        row.recipient(),
        row.channel(),
        row.dispatchId(),
        row.reason(),
        row.detail(),
        row.attempts(),
        row.firstAt(),
        row.lastAt(),
        row.settledAt());
  }
}
