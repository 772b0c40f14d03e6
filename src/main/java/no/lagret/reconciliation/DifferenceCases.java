package no.lagret.reconciliation;

import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import no.lagret.deadletter.Words;
import no.lagret.delivery.KeptCopies;
import no.lagret.delivery.NewCopies;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What persons do about a difference, from the day it is found to its end. Each step is told to the
 * ledger; what they write lies sealed in the erasable table.
 */
public final class DifferenceCases {

  private final DifferenceTable table;
  private final StepTable steps;
  private final DifferenceAlarms alarms;
  private final Ledger ledger;
  private final KeptCopies kept;
  private final NewCopies copies;
  private final Words words;
  private final InstantSource clock;

  DifferenceCases(
      DifferenceTable table,
      StepTable steps,
      DifferenceAlarms alarms,
      Ledger ledger,
      KeptCopies kept,
      NewCopies copies,
      Words words,
      InstantSource clock) {
    this.table = table;
    this.steps = steps;
    this.alarms = alarms;
    this.ledger = ledger;
    this.kept = kept;
    this.copies = copies;
    this.words = words;
    this.clock = clock;
  }

  /** What was done about it, oldest first. */
  public List<DifferenceStep> steps(Difference difference) {
    return steps.of(difference.id()).stream()
        .map(step -> step.saying(words.read(step.text())))
        .toList();
  }

  /**
   * Notes that KS was asked to send the report again.
   *
   * @throws no.lagret.deadletter.LetterRefusal when what was written cannot be sealed
   */
  public void askedKs(Difference difference, @Nullable String text, String user) {
    step(difference, DifferenceStep.Kind.ASKED_KS, text, user);
  }

  /**
   * Settles it for good: it is not raised again, unless the report moves once more.
   *
   * @return false when it was settled already
   * @throws no.lagret.deadletter.LetterRefusal when the reason cannot be sealed
   */
  public boolean settle(Difference difference, String reason, String user) {
    if (difference.settledAt() != null) {
      return false;
    }
    String digest = step(difference, DifferenceStep.Kind.SETTLED, reason, user);
    boolean settled = table.settle(difference.id(), user, digest, clock.instant());
    alarms.settled(difference);
    if (table.standing(difference.recipient()).stream()
        .noneMatch(each -> each.kind() == difference.kind())) {
      alarms.noneOf(difference.recipient(), difference.kind());
    }
    return settled;
  }

  /** Whether it can be delivered again from a kept copy. */
  public boolean hasCopy(Difference difference) {
    return difference.settledAt() == null && copyOf(difference) != null;
  }

  /**
   * Delivers the report again from the kept copy. The difference is settled once the report is seen
   * in the case system, and not before.
   *
   * @return false when it is settled, there is no copy, or the report is on its way already
   */
  public boolean deliverAgain(Difference difference, String user) {
    DispatchRow row = difference.settledAt() == null ? copyOf(difference) : null;
    if (row == null || !row.state().isFinal() || !copies.deliverKept(row.dispatch())) {
      return false;
    }
    step(difference, DifferenceStep.Kind.DELIVERED_AGAIN, null, user);
    return true;
  }

  private @Nullable DispatchRow copyOf(Difference difference) {
    if (!difference.kind().isLoss() || difference.reportId() == null) {
      return null;
    }
    return ledger.dispatchesOf(difference.recipient(), difference.reportId()).stream()
        .filter(row -> kept.has(row.dispatch().sealedSha256()))
        .reduce((a, b) -> b)
        .orElse(null);
  }

  private @Nullable String step(
      Difference difference, DifferenceStep.Kind kind, @Nullable String text, String user) {
    LedgerEvent event =
        new LedgerEvent(
                UUID.randomUUID().toString(),
                clock.instant(),
                EventType.DIFFERENCE_FOLLOWED,
                difference.recipient(),
                null,
                difference.reportId(),
                difference.dispatchId(),
                0,
                0,
                user,
                new TreeMap<>())
            .with(Fact.DIFFERENCE, difference.kind())
            .with(Fact.REASON, kind);
    String digest = words.tell(event, text);
    steps.add(difference.id(), new DifferenceStep(event.id(), clock.instant(), user, kind, digest));
    return digest;
  }
}
