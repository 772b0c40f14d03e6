package no.lagret.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the table of where each dispatch stands. */
final class DispatchProjection {

  private static final String WHERE_DISPATCH =
      " where recipient = :recipient and channel = :channel and dispatch_id = :dispatch";

  private static final String UPSERT =
      "insert into dispatch ("
          + String.join(", ", DispatchFold.COLUMNS)
          + ") values ("
          + DispatchFold.COLUMNS.stream().map(c -> ":" + c).collect(Collectors.joining(", "))
          + ") on conflict (recipient, channel, dispatch_id) do update set "
          + DispatchFold.COLUMNS.stream()
              .map(c -> c + " = excluded." + c)
              .collect(Collectors.joining(", "));

  private final JdbcClient jdbc;

  DispatchProjection(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes in an event that is in the chain already. */
  void apply(LedgerEvent event) {
    if (event.type().state().isEmpty()) {
      return;
    }
    Map<String, Object> row = row(event);
    if (row == null) {
      save(DispatchFold.of(List.of(event)));
    } else if (DispatchFold.isNewer(event, row)) {
      DispatchFold.apply(row, event);
      save(row);
    } else {
      // It came late: only all events in their own order say what the row should be.
      save(DispatchFold.of(events(event)));
    }
  }

  private @Nullable Map<String, Object> row(LedgerEvent event) {
    return jdbc
        .sql("select * from dispatch" + WHERE_DISPATCH)
        .params(key(event))
        .query()
        .listOfRows()
        .stream()
        .findFirst()
        .orElse(null);
  }

  private List<LedgerEvent> events(LedgerEvent event) {
    return jdbc
        .sql("select event from ledger" + WHERE_DISPATCH)
        .params(key(event))
        .query(String.class)
        .stream()
        .map(json -> EventJson.read(json.getBytes(StandardCharsets.UTF_8)))
        .filter(e -> e.type().state().isPresent())
        .toList();
  }

  private static Map<String, Object> key(LedgerEvent event) {
    return Map.of(
        "recipient", Objects.requireNonNull(event.recipient()),
        "channel", Objects.requireNonNull(event.channel()).name(),
        "dispatch", Objects.requireNonNull(event.dispatchId()));
  }

  private void save(Map<String, Object> row) {
    Map<String, Object> all = new HashMap<>();
    DispatchFold.COLUMNS.forEach(c -> all.put(c, row.get(c)));
    jdbc.sql(UPSERT).params(all).update();
  }
}
