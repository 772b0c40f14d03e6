package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import no.lagret.alert.Alarm;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import org.jspecify.annotations.Nullable;

/** An alarm as the API tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlarmJson(
    String id,
    Condition condition,
    Severity severity,
    String subject,
    @Nullable String recipient,
    @Nullable String reportId,
    String text,
    Instant since,
    @Nullable Instant endedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt) {

  static AlarmJson of(Alarm alarm) {
    return new AlarmJson(
        alarm.id(),
        alarm.condition(),
        alarm.severity(),
        alarm.subject(),
        alarm.recipient(),
        alarm.reportId(),
        alarm.text(),
        alarm.since(),
        alarm.endedAt(),
        alarm.acknowledgedBy(),
        alarm.acknowledgedAt());
  }
}
