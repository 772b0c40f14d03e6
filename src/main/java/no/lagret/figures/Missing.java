package no.lagret.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.reconciliation.Difference;
import no.lagret.reconciliation.DifferenceFilter;
import no.lagret.reconciliation.DifferenceKind;
import no.lagret.reconciliation.Reconciliations;
import org.jspecify.annotations.Nullable;

/** The reports of a period that were found to be missing, each counted once. */
final class Missing {

  /** Never in the gateway, or not in the case system as they were delivered. */
  private static final List<DifferenceKind> KINDS =
      List.of(
          DifferenceKind.NEVER_FETCHED,
          DifferenceKind.CONFIRMED_NOT_STORED,
          DifferenceKind.GONE,
          DifferenceKind.CHANGED);

  /** All that was found about one report; about an hour where nobody can tell which reports. */
  private final Collection<List<Difference>> subjects;

  private Missing(Collection<List<Difference>> subjects) {
    this.subjects = subjects;
  }

  static Missing of(Reconciliations reconciliations, String recipient, Days days) {
    Map<String, List<Difference>> subjects = new HashMap<>();
    for (DifferenceKind kind : KINDS) {
      DifferenceFilter filter = new DifferenceFilter(Set.of(recipient), kind, null, null, null);
      Page<Difference> page;
      int number = 0;
      do {
        page = reconciliations.differences(filter, new PageRequest(number++, PageRequest.MAX_SIZE));
        page.items().stream()
            .filter(difference -> isOf(days, difference))
            .forEach(
                difference ->
                    subjects
                        .computeIfAbsent(subject(difference), s -> new ArrayList<>())
                        .add(difference));
      } while (page.items().size() == PageRequest.MAX_SIZE);
    }
    return new Missing(subjects.values());
  }

  private static boolean isOf(Days days, Difference difference) {
    Instant at = Objects.requireNonNullElse(difference.at(), difference.since());
    return !at.isBefore(days.begin()) && at.isBefore(days.end());
  }

  private static String subject(Difference difference) {
    return difference.reportId() == null
        ? difference.kind() + " " + difference.subject()
        : difference.reportId();
  }

  /**
   * @param whole whether the period was compared, so that nothing found means nothing missing
   */
  Answers answers(boolean whole) {
    long missing = reports(subjects.stream());
    long still = reports(subjects.stream().filter(Missing::stands));
    long closed = reports(subjects.stream().filter(s -> !stands(s) && last(s).settledBy() != null));
    return new Answers(
        missing > 0 ? Affected.YES : whole ? Affected.NO : Affected.NOT_KNOWN,
        known(missing, missing, whole),
        times(Difference::at).min(Comparator.naturalOrder()).orElse(null),
        times(Difference::at).max(Comparator.naturalOrder()).orElse(null),
        times(Difference::since).min(Comparator.naturalOrder()).orElse(null),
        times(Difference::since).max(Comparator.naturalOrder()).orElse(null),
        known(missing - still - closed, missing, whole),
        known(closed, missing, whole),
        known(still, still, whole));
  }

  private static @Nullable Long known(long count, long seen, boolean whole) {
    return seen == 0 && !whole ? null : Long.valueOf(count);
  }

  private Stream<Instant> times(Function<Difference, @Nullable Instant> time) {
    return subjects.stream().flatMap(List::stream).map(time).filter(Objects::nonNull);
  }

  private static long reports(Stream<List<Difference>> of) {
    return of.mapToLong(all -> all.stream().mapToLong(Difference::reports).max().orElse(0)).sum();
  }

  private static boolean stands(List<Difference> subject) {
    return subject.stream().anyMatch(difference -> difference.settledAt() == null);
  }

  private static Difference last(List<Difference> subject) {
    return subject.stream()
        .max(
            Comparator.comparing(
                Difference::settledAt, Comparator.nullsFirst(Comparator.naturalOrder())))
        .orElseThrow();
  }
}
