package no.lagret.reconciliation;

import java.util.Set;
import no.lagret.ledger.Where;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Which differences; {@code null} asks for nothing, an empty set finds nothing.
 *
 * @param recipients configured names
 * @param kind in which way the sides differ
 * @param q the beginning of a subject
 * @param settled whether it is settled
 * @param stoodIn the comparison in which it stood
 */
public record DifferenceFilter(
    @Nullable Set<String> recipients,
    @Nullable DifferenceKind kind,
    @Nullable String q,
    @Nullable Boolean settled,
    @Nullable Reconciliation stoodIn) {

  /** Sorts after every time. */
  private static final String NOT_YET = "9999";

  Where where() {
    Where where =
        new Where()
            .in("recipient", "recipients", recipients)
            .and("kind = :kind", "kind", kind == null ? null : kind.name())
            .and("substr(subject, 1, length(:q)) = :q", "q", q);
    if (settled != null) {
      where.and("settled_at is " + (settled ? "not null" : "null"));
    }
    if (stoodIn != null) {
      String ended = Timestamps.formatNullable(stoodIn.endedAt());
      where
          .and("since <= :ended", "ended", ended == null ? NOT_YET : ended)
          .and("(settled_at is null or settled_at > :ended)");
    }
    return where;
  }
}
