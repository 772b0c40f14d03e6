package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.lagret.ledger.Page;
import no.lagret.reconciliation.Difference;
import no.lagret.reconciliation.DifferenceKind;
import no.lagret.reconciliation.Reconciliation;
import no.lagret.reconciliation.ReconciliationResult;
import no.lagret.reconciliation.SideState;
import org.jspecify.annotations.Nullable;

/** A comparison as the API tells it: who said what, what was found well, and what differs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReconciliationJson(
    String id,
    Reconciliation.State state,
    Instant askedAt,
    @Nullable String askedBy,
    @Nullable LocalDate day,
    Instant from,
    Instant to,
    @Nullable Instant endedAt,
    List<OfRecipient> recipients,
    @Nullable Long total,
    @Nullable List<DifferenceJson> differences) {

  /** Of one recipient's reports; a count is missing where nobody could tell it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfRecipient(
      String recipient,
      @Nullable Long portal,
      @Nullable Long ledger,
      @Nullable Long caseSystem,
      long matched,
      long notKnown,
      long differences,
      List<SideState> sides) {

    static OfRecipient of(ReconciliationResult result) {
      return new OfRecipient(
          result.recipient(),
          result.reports(SideState.Side.PORTAL),
          result.reports(SideState.Side.LEDGER),
          result.reports(SideState.Side.CASE_SYSTEM),
          result.matched(),
          result.notKnown(),
          result.differences(),
          result.sides());
    }
  }

  /** What differs, as the API tells it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DifferenceJson(
      String id,
      DifferenceKind kind,
      String recipient,
      String subject,
      @Nullable String reportId,
      @Nullable String dispatchId,
      @Nullable Instant at,
      int reports,
      Instant since,
      Instant seenAt,
      @Nullable Instant askBy,
      @Nullable Instant settledAt,
      @Nullable String settledBy,
      String action) {

    static DifferenceJson of(Difference difference) {
      return new DifferenceJson(
          difference.id(),
          difference.kind(),
          difference.recipient(),
          difference.subject(),
          difference.reportId(),
          difference.dispatchId(),
          difference.at(),
          difference.reports(),
          difference.since(),
          difference.seenAt(),
          difference.askBy(),
          difference.settledAt(),
          difference.settledBy(),
          difference.kind().action());
    }
  }

  static ReconciliationJson of(
      Reconciliation run,
      List<ReconciliationResult> results,
      @Nullable Page<Difference> differences) {
    return new ReconciliationJson(
        run.id(),
        run.state(),
        run.askedAt(),
        run.askedBy(),
        run.dailyFor(),
        run.period().from(),
        run.period().to(),
        run.endedAt(),
        results.stream().map(OfRecipient::of).toList(),
        differences == null ? null : differences.total(),
        differences == null ? null : differences.items().stream().map(DifferenceJson::of).toList());
  }
}
