package no.lagret.reconciliation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a comparison finds as it goes: each difference once, and what was seen to be well. */
final class Findings {

  private final Map<String, Found> differences = new LinkedHashMap<>();
  private final Set<String> held = new HashSet<>();
  private int matched;
  private int notKnown;

  void add(DifferenceKind kind, Kept kept) {
    add(new Found(kind, kept.reportId(), kept.reportId(), kept.dispatchId(), kept.sent(), 1));
  }

  void add(Found found) {
    differences.putIfAbsent(found.key(), found);
  }

  /** So many more in an hour, of reports that nobody can name. */
  void add(DifferenceKind kind, String side, @Nullable Instant at, int count) {
    Instant hour = at == null ? Instant.EPOCH : at.truncatedTo(ChronoUnit.HOURS);
    Found found = new Found(kind, side + ":" + hour, null, null, hour, count);
    differences.merge(
        found.key(),
        found,
        (a, b) -> new Found(kind, a.subject(), null, null, hour, a.count() + b.count()));
  }

  static boolean isOfAnHour(String subject) {
    return subject.startsWith("PORTAL:") || subject.startsWith("CASE_SYSTEM:");
  }

  void remove(DifferenceKind kind, String subject) {
    differences.remove(kind + " " + subject);
  }

  boolean has(DifferenceKind kind, String subject) {
    return differences.containsKey(kind + " " + subject);
  }

  /** The case system was seen to hold the report. */
  void held(String reportId) {
    held.add(reportId);
  }

  boolean isHeld(String reportId) {
    return held.contains(reportId);
  }

  void matched() {
    matched++;
  }

  /** One side could not say whether it is well. */
  void notKnown() {
    notKnown++;
  }

  Map<String, Found> differences() {
    return differences;
  }

  int matchedCount() {
    return matched;
  }

  int notKnownCount() {
    return notKnown;
  }
}
