package no.lagret.console;

import no.lagret.ledger.DeadLetterFilter;
import no.lagret.ledger.Ledger;
import no.lagret.report.DeadLetterReason;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters: what waits for a person, and why. */
@RestController
@RequestMapping("/api/dead-letters")
class DeadLettersApi {

  private final Ledger ledger;

  DeadLettersApi(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Those that are open, or with {@code settled=true} those that no longer are. */
  @GetMapping
  Listing<DeadLetterJson> list(
      ListRequest list,
      @RequestParam(required = false) @Nullable DeadLetterReason reason,
      @RequestParam(defaultValue = "false") boolean settled) {
    DeadLetterFilter filter =
        new DeadLetterFilter(list.recipients(), reason, list.q(), list.from(), list.to(), settled);
    return Listing.of(ledger.deadLetters(filter, list.page()), DeadLetterJson::of);
  }

  @GetMapping("/{id}")
  DeadLetterJson one(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    return ledger
        .deadLetter(id)
        .filter(letter -> user.sees(letter.recipient()))
        .map(DeadLetterJson::of)
        .orElseThrow(() -> ApiProblem.notFound("There is no such dead letter"));
  }
}
