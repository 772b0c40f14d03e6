package no.lagret.ledger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.lagret.report.Timestamps;

/**
 * What a dispatch's events, in their own order, make of its row. It is used when writing and when
 * verifying, so that both mean the same.
 */
final class DispatchFold {

  static final List<String> COLUMNS =
      List.of(
          "recipient",
          "channel",
          "dispatch_id",
          "report_id",
          "generation",
          "step",
          "rank",
          "state",
          "sent_at",
          "received_at",
          "pdf_sha256",
          "sealed_sha256",
          "sealed_size",
          "journal_reference",
          "stored_at",
          "confirmed_at",
          "files",
          "read_back",
          "proof_kind",
          "adapter",
          "attempts",
          "last_failure_class",
          "last_failure_code",
          "last_event_at",
          "last_event_id",
          "letter_id",
          "reply_account");

  private static final Comparator<Map<String, Object>> ORDER =
      Comparator.<Map<String, Object>>comparingLong(row -> number(row, "generation"))
          .thenComparingLong(row -> number(row, "step"))
          .thenComparingLong(row -> number(row, "rank"))
          .thenComparing(row -> (String) row.get("last_event_id"));

  private DispatchFold() {}

  /** The row that the events give; they must be of one dispatch and must all move it. */
  static Map<String, Object> of(List<LedgerEvent> events) {
    Map<String, Object> row = new HashMap<>();
    events.stream().sorted(LedgerEvent.ORDER).forEach(event -> apply(row, event));
    return row;
  }

  /** Whether the event comes after all that the row was made of. */
  static boolean isNewer(LedgerEvent event, Map<String, Object> row) {
    Map<String, Object> next = new HashMap<>();
    place(next, event);
    return ORDER.compare(next, row) > 0;
  }

  /** Changes the row by an event newer than it. */
  static void apply(Map<String, Object> row, LedgerEvent event) {
    row.put("recipient", event.recipient());
    row.put("channel", Objects.requireNonNull(event.channel()).name());
    row.put("dispatch_id", event.dispatchId());
    row.put("report_id", event.reportId());
    place(row, event);
    row.put("state", event.type().state().orElseThrow().name());
    row.put("last_event_at", Timestamps.format(event.at()));
    event.facts().forEach((fact, value) -> fact.column().ifPresent(c -> row.put(c, value)));
    row.put("sealed_size", number(row, "sealed_size"));
    row.put(
        "attempts", number(row, "attempts") + (event.type() == EventType.ATTEMPT_FAILED ? 1 : 0));
    if (event.type() == EventType.CONFIRMED) {
      row.put("confirmed_at", Timestamps.format(event.at()));
    }
    row.put(
        "letter_id",
        event.type() == EventType.DEAD_LETTERED ? event.facts().get(Fact.LETTER) : null);
  }

  /** Whether two rows say the same, whatever types the database gives back. */
  static boolean same(Map<String, Object> a, Map<String, Object> b) {
    return COLUMNS.stream()
        .allMatch(c -> Objects.toString(a.get(c), "").equals(Objects.toString(b.get(c), "")));
  }

  private static void place(Map<String, Object> row, LedgerEvent event) {
    row.put("generation", event.generation());
    row.put("step", event.step());
    row.put("rank", event.type().rank());
    row.put("last_event_id", event.id());
  }

  private static long number(Map<String, Object> row, String column) {
    return Long.parseLong(Objects.toString(row.get(column), "0"));
  }
}
