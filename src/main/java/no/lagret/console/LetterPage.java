package no.lagret.console;

import no.lagret.deadletter.LetterContent;
import no.lagret.deadline.Deadlines;
import no.lagret.deadline.PaperClock;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.PageRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One dead letter: what happened, what the portal will do, and what can be done. */
@WebPage
class LetterPage {

  private static final int EVENTS_SHOWN = 100;

  private final Ledger ledger;
  private final SeenLetters letters;
  private final DeadLettersApi api;
  private final LetterContent content;
  private final PaperClock paper;
  private final Deadlines deadlines;

  LetterPage(
      Ledger ledger,
      SeenLetters letters,
      DeadLettersApi api,
      LetterContent content,
      PaperClock paper,
      Deadlines deadlines) {
    this.ledger = ledger;
    this.letters = letters;
    this.api = api;
    this.content = content;
    this.paper = paper;
    this.deadlines = deadlines;
  }

  @GetMapping("/dead-letters/{id}")
  String show(Model page, @PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    DeadLetterRow letter = letters.get(id, user);
    page.addAttribute("letter", letter);
    page.addAttribute("noted", api.one(id, user));
    if (user.is(Role.OPERATOR)) {
      page.addAttribute("words", content.words(letter, user.getUsername()));
      page.addAttribute(
          "readableUntil", content.readableUntil(letter, user.getUsername()).orElse(null));
    }
    ledger
        .dispatch(letter.recipient(), letter.channel(), letter.dispatchId())
        .ifPresent(
            row -> {
              page.addAttribute("dispatch", row);
              page.addAttribute("deadlines", deadlines.of(row));
              page.addAttribute("paperAt", paper.paperAt(row.dispatch()));
            });
    page.addAttribute(
        "events",
        ledger
            .events(
                new EventFilter(
                    user.recipients(),
                    letter.reportId(),
                    letter.dispatchId(),
                    null,
                    null,
                    null,
                    null),
                new PageRequest(0, EVENTS_SHOWN))
            .items()
            .stream()
            .map(EventJson::of)
            .toList());
    return "letter";
  }
}
