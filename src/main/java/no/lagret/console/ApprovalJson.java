package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import no.lagret.deadletter.Approval;
import no.lagret.sealing.HandBack;
import org.jspecify.annotations.Nullable;

/** An approval as the API tells it: what the asker wrote to operators and approvers only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApprovalJson(
    String id,
    Approval.Kind kind,
    String deadLetterId,
    String reportId,
    String recipient,
    Approval.State state,
    Instant askedAt,
    String askedBy,
    @Nullable String journalReference,
    HandBack.@Nullable Reason reason,
    @Nullable String text,
    @Nullable Instant decidedAt,
    @Nullable String decidedBy,
    int persons) {

  static ApprovalJson of(Approval approval, SignedIn reader) {
    boolean readsText = reader.is(Role.OPERATOR) || reader.is(Role.APPROVER);
    return new ApprovalJson(
        approval.id(),
        approval.kind(),
        approval.letterId(),
        approval.reportId(),
        approval.recipient(),
        approval.state(),
        approval.askedAt(),
        approval.askedBy(),
        approval.journalReference(),
        approval.reason(),
        readsText ? approval.text() : null,
        approval.decidedAt(),
        approval.decidedBy(),
        approval.persons());
  }
}
