package no.lagret.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A difference that a comparison found.
 *
 * @param kind in which way the sides differ
 * @param subject what it is about: a report, a dispatch, a journal reference, or an hour
 * @param reportId the report, where it is certain which
 * @param dispatchId the dispatch, where it is about one
 * @param at when what it is about was sent or stored, where that is known
 * @param count how many reports
 */
record Found(
    DifferenceKind kind,
    String subject,
    @Nullable String reportId,
    @Nullable String dispatchId,
    @Nullable Instant at,
    int count) {

  String key() {
    return kind + " " + subject;
  }
}
