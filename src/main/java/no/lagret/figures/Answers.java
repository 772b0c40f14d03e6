package no.lagret.figures;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Bufdir asked every municipality in June 2023, for the reports of a period. A report is
 * missing when the gateway never had it, or when the case system does not hold what was delivered.
 *
 * @param affected whether any is or was missing
 * @param missing how many are or were; null, as the others that count, where none is seen and
 *     nobody can tell that none is
 * @param firstAt when the first of them was sent or stored
 * @param lastAt when the last of them was
 * @param firstFoundAt when the first of them was found to be missing
 * @param lastFoundAt when the last of them was
 * @param recovered how many of them a later comparison saw in the case system again
 * @param closedByPersons how many of them persons closed, with a reason that they wrote
 * @param stillMissing how many of them are
 */
public record Answers(
    Affected affected,
    @Nullable Long missing,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    @Nullable Instant firstFoundAt,
    @Nullable Instant lastFoundAt,
    @Nullable Long recovered,
    @Nullable Long closedByPersons,
    @Nullable Long stillMissing) {

  /** Both together. */
  Answers plus(Answers other) {
    Affected both =
        affected == Affected.YES || other.affected == Affected.YES
            ? Affected.YES
            : affected == Affected.NO && other.affected == Affected.NO
                ? Affected.NO
                : Affected.NOT_KNOWN;
    return new Answers(
        both,
        sum(missing, other.missing, both),
        first(firstAt, other.firstAt),
        last(lastAt, other.lastAt),
        first(firstFoundAt, other.firstFoundAt),
        last(lastFoundAt, other.lastFoundAt),
        sum(recovered, other.recovered, both),
        sum(closedByPersons, other.closedByPersons, both),
        sum(stillMissing, other.stillMissing, both));
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b, Affected both) {
    long sum = (a == null ? 0 : a) + (b == null ? 0 : b);
    return sum == 0 && (both == Affected.NOT_KNOWN || a == null || b == null)
        ? null
        : Long.valueOf(sum);
  }

  private static @Nullable Instant first(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isBefore(a)) ? b : a;
  }

  private static @Nullable Instant last(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isAfter(a)) ? b : a;
  }
}
