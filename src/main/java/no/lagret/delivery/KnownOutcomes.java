package no.lagret.delivery;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.ReportState;
import org.springframework.dao.DataAccessException;

/**
 * What persons decided of a report holds for its next dispatch too. Registered by hand: confirmed
 * on the same word, and not put. Handed back: laid before a person, once.
 */
final class KnownOutcomes {

  private final Ledger ledger;
  private final BooleanSupplier ledgerCaughtUp;
  private final Announcements announcements;
  private final DeadLetterStamp deadLetters;

  /**
   * @param ledgerCaughtUp waits until all that was told before is written; false when it is not yet
   */
  KnownOutcomes(
      Ledger ledger,
      BooleanSupplier ledgerCaughtUp,
      Announcements announcements,
      DeadLetterStamp deadLetters) {
    this.ledger = ledger;
    this.ledgerCaughtUp = ledgerCaughtUp;
    this.announcements = announcements;
    this.deadLetters = deadLetters;
  }

  /**
   * @return whether another dispatch of the report was proved to be stored
   * @throws Detour when the report was registered by hand or handed back before
   * @throws ClassifiedFailure CONFLICT when something was registered by hand under its id, and it
   *     cannot be said that it was this PDF
   */
  boolean check(Dispatch dispatch, Document pdf) throws Detour, ClassifiedFailure {
    List<DispatchRow> known;
    try {
      known = ledger.dispatchesOf(dispatch.recipient(), dispatch.reportId());
    } catch (DataAccessException e) {
      throw new Detour(Detour.Way.WAIT, "the ledger does not say what became of it before");
    }
    for (DispatchRow row : known) {
      if (row.isByHand()) {
        if (!Digests.sha256(pdf.content()).equals(row.dispatch().pdfSha256())) {
          throw new ClassifiedFailure(
              FailureClass.CONFLICT,
              "REGISTERED_BY_HAND",
              "Another or an unknown PDF was registered by hand under this id");
        }
        throw new Detour(row);
      }
    }
    if (known.stream().anyMatch(row -> row.state() == ReportState.HANDED_BACK)
        && !wasLookedAt(dispatch)) {
      throw new Detour(Detour.Way.HANDED_BACK, "handed back before");
    }
    return known.stream()
        .filter(row -> !row.dispatch().dispatchId().equals(dispatch.dispatchId()))
        .anyMatch(row -> row.journalReference() != null);
  }

  /** Whoever delivers such a letter again wants it delivered. */
  private boolean wasLookedAt(Dispatch dispatch) throws Detour {
    if (!ledgerCaughtUp.getAsBoolean()) {
      throw new Detour(Detour.Way.WAIT, "the ledger is behind");
    }
    return ledger
        .lastOf(EventType.REDELIVERED, LedgerEvent.of(EventType.NOTE, dispatch, 1))
        .isPresent();
  }

  /** Confirms the dispatch on the word that holds for another one of the same report. */
  void confirmByHand(QueuedReport report, DispatchRow registered) {
    announcements.byHand(
        report.dispatch(),
        report.step(),
        Objects.requireNonNull(registered.journalReference()),
        event ->
            event
                .with(Fact.PDF_SHA256, registered.dispatch().pdfSha256())
                .with(Fact.READ_BACK, registered.readBack()));
  }

  void layBeforeAPerson(QueuedReport report) {
    deadLetters.put(
        report,
        DeadLetterReason.CONFLICT,
        "HANDED_BACK_BEFORE",
        "This report was handed back to the portal before, and is sent again",
        null);
  }
}
