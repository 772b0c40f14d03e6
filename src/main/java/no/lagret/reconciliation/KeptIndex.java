package no.lagret.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ledger's side in memory: those of the period, and others as they turn out to be needed. */
final class KeptIndex {

  private final Map<String, Kept> byDispatch = new LinkedHashMap<>();
  private final Map<String, List<Kept>> byReport = new HashMap<>();
  private final List<Kept> ofPeriod;
  private final List<Kept> around;
  private final LedgerSide ledger;

  /** Where what was not loaded is looked for, many at a time. */
  interface LedgerSide {
    List<Kept> ofReports(Collection<String> reportIds);

    List<Kept> ofDispatches(Collection<String> dispatchIds);
  }

  /**
   * @param around those of the period and of some days before and after
   */
  KeptIndex(Period period, List<Kept> around, LedgerSide ledger) {
    this.around = List.copyOf(around);
    this.ofPeriod = around.stream().filter(kept -> period.contains(kept.receivedAt())).toList();
    this.ledger = ledger;
    around.forEach(this::add);
  }

  private void add(Kept kept) {
    if (byDispatch.putIfAbsent(kept.dispatchId(), kept) == null) {
      byReport.computeIfAbsent(kept.reportId(), id -> new ArrayList<>(1)).add(kept);
    }
  }

  /** Loads what these lines speak of and is of another time. */
  void loadAlso(Collection<Row> rows) {
    load(rows.stream().map(Row::reportId), byReport, ledger::ofReports);
    load(rows.stream().map(Row::dispatchId), byDispatch, ledger::ofDispatches);
  }

  /** Loads what these differences speak of. */
  void loadOf(Collection<Difference> differences) {
    load(differences.stream().map(Difference::reportId), byReport, ledger::ofReports);
    load(differences.stream().map(Difference::dispatchId), byDispatch, ledger::ofDispatches);
  }

  private void load(
      Stream<@Nullable String> ids,
      Map<String, ?> known,
      Function<Collection<String>, List<Kept>> from) {
    List<String> missing =
        ids.filter(id -> id != null && !known.containsKey(id)).distinct().toList();
    if (!missing.isEmpty()) {
      from.apply(missing).forEach(this::add);
    }
  }

  /** Those of the period, and of some days before and after. */
  List<Kept> around() {
    return around;
  }

  List<Kept> ofPeriod() {
    return ofPeriod;
  }

  List<Kept> ofReport(@Nullable String reportId) {
    return reportId == null ? List.of() : byReport.getOrDefault(reportId, List.of());
  }

  @Nullable Kept ofDispatch(@Nullable String dispatchId) {
    return dispatchId == null ? null : byDispatch.get(dispatchId);
  }

  /** Those that a line of a log speaks of: of its dispatch where it names one, else its report. */
  List<Kept> of(Row row) {
    Kept dispatch = ofDispatch(row.dispatchId());
    if (dispatch != null) {
      return List.of(dispatch);
    }
    return row.dispatchId() == null ? ofReport(row.reportId()) : List.of();
  }
}
