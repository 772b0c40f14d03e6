package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import no.lagret.casesystem.StillStored.Sight;
import org.jspecify.annotations.Nullable;

/**
 * Whether a difference that stands is well now. Only what was seen settles it: where a side is not
 * known, or says nothing of the matter, it goes on standing.
 */
final class SeenWell {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Period period;
  private final KeptIndex ledger;
  private final Findings findings;
  private final Comparison.Sides sides;
  private final CaseSystemComparison.Looks looks;
  private final Set<String> listed;

  /**
   * @param period of which what is missing was looked for
   */
  SeenWell(
      Period period,
      KeptIndex ledger,
      Findings findings,
      Comparison.Sides sides,
      CaseSystemComparison.Looks looks) {
    this.period = period;
    this.ledger = ledger;
    this.findings = findings;
    this.sides = sides;
    this.looks = looks;
    this.listed =
        sides.portalList() == null
            ? Set.of()
            : sides.portalList().stream()
                .map(row -> String.valueOf(row.dispatchId()))
                .collect(Collectors.toSet());
  }

  boolean is(Difference difference) {
    if (difference.isOfAnHour()) {
      return isOfNobody(difference);
    }
    List<Kept> kept = keptOf(difference);
    return switch (difference.kind()) {
      case NEVER_FETCHED -> !kept.isEmpty();
      case NOT_STORED -> !kept.isEmpty() && kept.stream().noneMatch(Kept::isUnderWay);
      case NOT_CONFIRMED -> isConfirmed(difference, kept);
      // What the gateway never had, the case system's side alone can show.
      case CONFIRMED_NOT_STORED, GONE, CHANGED ->
          kept.isEmpty() ? storedTimes(difference) > 0 : isHeld(kept);
      case STORED_TWICE -> sawAllSince(difference) && storedTimes(difference) == 1;
      case UNKNOWN ->
          !kept.isEmpty()
              || isReferenceOfOurs(difference.subject())
              || (mayTell(difference) && storedTimes(difference) == 0);
      // That a letter went out stays so; a person says when everybody knows.
      case PRINTED -> false;
    };
  }

  private List<Kept> keptOf(Difference difference) {
    Kept dispatch = ledger.ofDispatch(difference.dispatchId());
    return dispatch == null || difference.kind() != DifferenceKind.NOT_CONFIRMED
        ? difference.kind() == DifferenceKind.NEVER_FETCHED && difference.dispatchId() != null
            ? dispatch == null ? List.of() : List.of(dispatch)
            : ledger.ofReport(difference.reportId())
        : List.of(dispatch);
  }

  private boolean isConfirmed(Difference difference, List<Kept> kept) {
    return !kept.isEmpty()
        && kept.stream().allMatch(each -> each.state().isFinal())
        && sides.portalList() != null
        && !listed.contains(String.valueOf(difference.dispatchId()));
  }

  /** The bytes themselves where they can be read; a list may say more than is there. */
  private boolean isHeld(List<Kept> kept) {
    return kept.stream().noneMatch(Kept::isUnderWay)
        && (looks.canTell()
            ? looks.at(kept.get(kept.size() - 1)) == Sight.HELD
            : findings.isHeld(kept.get(0).reportId()));
  }

  /** In which line of the case system's side it stands how often, each reference once. */
  private long storedTimes(Difference difference) {
    return sides.caseSystem() == null
        ? -1
        : sides.caseSystem().stream()
            .filter(row -> difference.subject().equals(subject(row)))
            .map(row -> String.valueOf(row.journalReference()))
            .distinct()
            .count();
  }

  private static @Nullable String subject(Row row) {
    return row.reportId() == null ? row.journalReference() : row.reportId();
  }

  private boolean mayTell(Difference difference) {
    return sides.covers() != null && sides.covers().contains(difference.at());
  }

  /** Both were there when it was found: who sees less than all since then may see one of them. */
  private boolean sawAllSince(Difference difference) {
    return sides.covers() != null
        && !sides.covers().to().isBefore(difference.since())
        && (difference.at() == null || mayTell(difference));
  }

  private boolean isReferenceOfOurs(String subject) {
    return ledger.ofPeriod().stream().anyMatch(kept -> subject.equals(kept.journalReference()));
  }

  /** So many in an hour that nobody can name: a log that spans all of that hour shows none now. */
  private boolean isOfNobody(Difference difference) {
    boolean portal = difference.kind() == DifferenceKind.NEVER_FETCHED;
    List<Row> rows = portal ? sides.portalLog() : sides.caseSystem();
    Period span =
        rows == null
            ? null
            : SidesReader.covered(rows.stream().filter(row -> !row.hasId()).toList(), null);
    Instant begin = difference.at();
    if (span == null || begin == null) {
      return false;
    }
    Instant end = begin.plus(HOUR).minusMillis(1);
    return span.contains(begin)
        && span.contains(end)
        && period.contains(begin)
        && period.contains(end);
  }
}
