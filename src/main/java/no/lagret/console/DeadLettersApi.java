package no.lagret.console;

import java.util.Optional;
import no.lagret.deadletter.Approvals;
import no.lagret.deadletter.Notes;
import no.lagret.deadletter.Park;
import no.lagret.deadletter.Parks;
import no.lagret.ledger.DeadLetterFilter;
import no.lagret.ledger.DeadLetterRow;
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
  private final SeenLetters letters;
  private final Notes notes;
  private final Parks parks;
  private final Approvals approvals;

  DeadLettersApi(
      Ledger ledger, SeenLetters letters, Notes notes, Parks parks, Approvals approvals) {
    this.ledger = ledger;
    this.letters = letters;
    this.notes = notes;
    this.parks = parks;
    this.approvals = approvals;
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
  LetterJson one(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    DeadLetterRow letter = letters.get(id, user);
    boolean readsText = user.is(Role.OPERATOR);
    Optional<Park> park = parks.of(id);
    return new LetterJson(
        DeadLetterJson.of(letter),
        park.map(Park::until).orElse(null),
        park.map(Park::by).orElse(null),
        readsText ? park.map(Park::reason).orElse(null) : null,
        notes.of(id).stream()
            .map(NoteJson::of)
            .map(note -> readsText ? note : note.withoutText())
            .toList(),
        approvals.of(id).map(approval -> ApprovalJson.of(approval, user)).orElse(null));
  }
}
