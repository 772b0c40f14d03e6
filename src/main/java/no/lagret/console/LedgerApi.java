package no.lagret.console;

import java.util.Set;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Ledger;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger's events, last written first. */
@RestController
class LedgerApi {

  private final Ledger ledger;

  LedgerApi(Ledger ledger) {
    this.ledger = ledger;
  }

  /** {@code q} is a whole report id here; {@code from} and {@code to} are when it was told. */
  @GetMapping("/api/ledger")
  Listing<EventJson> list(
      ListRequest list,
      @RequestParam(required = false) @Nullable EventType type,
      @RequestParam(required = false) @Nullable String dispatchId,
      @RequestParam(required = false) @Nullable String letterId) {
    EventFilter filter =
        new EventFilter(
            list.recipients(),
            list.q(),
            dispatchId,
            type == null ? null : Set.of(type),
            letterId,
            list.from(),
            list.to());
    return Listing.of(ledger.events(filter, list.page()), EventJson::of);
  }
}
