package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import no.lagret.ledger.EventRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import org.jspecify.annotations.Nullable;

/** An event of the ledger as the API tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventJson(
    long seq,
    Instant at,
    EventType type,
    @Nullable String recipient,
    @Nullable String reportId,
    @Nullable String dispatchId,
    int generation,
    int step,
    @Nullable String actor,
    Map<Fact, String> facts,
    String hash) {

  static EventJson of(EventRow row) {
    LedgerEvent event = row.event();
    return new EventJson(
        row.seq(),
        event.at(),
        event.type(),
        event.recipient(),
        event.reportId(),
        event.dispatchId(),
        event.generation(),
        event.step(),
        event.actor(),
        event.facts(),
        row.hash());
  }
}
