package no.lagret.console;

import java.time.Instant;
import no.lagret.deadletter.LetterContent;
import no.lagret.deadletter.Notes;
import no.lagret.deadletter.Parks;
import no.lagret.ledger.DeadLetterRow;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an operator notes of a dead letter, and reading it. */
@RestController
@RequestMapping("/api/dead-letters/{id}")
class LetterActionsApi {

  private final SeenLetters letters;
  private final Notes notes;
  private final Parks parks;
  private final LetterContent content;

  LetterActionsApi(SeenLetters letters, Notes notes, Parks parks, LetterContent content) {
    this.letters = letters;
    this.notes = notes;
    this.parks = parks;
    this.content = content;
  }

  @PostMapping("/note")
  @ResponseStatus(HttpStatus.CREATED)
  NoteJson note(
      @PathVariable String id,
      @RequestBody NoteRequest request,
      @AuthenticationPrincipal SignedIn user) {
    String text = FreeText.required("text", request.text());
    return NoteJson.of(notes.add(letters.get(id, user), text, user.getUsername()));
  }

  @PostMapping("/park")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void park(
      @PathVariable String id,
      @RequestBody ParkRequest request,
      @AuthenticationPrincipal SignedIn user) {
    String reason = FreeText.optional("reason", request.reason());
    Instant until = request.untilInstant();
    DeadLetterRow letter = letters.get(id, user);
    if (letter.settledAt() != null) {
      throw ApiProblem.conflict("This dead letter is settled already");
    }
    parks.park(letter, until, reason, user.getUsername());
  }

  @PostMapping("/open")
  OpenedJson open(
      @PathVariable String id,
      @RequestBody ReasonRequest request,
      @AuthenticationPrincipal SignedIn user) {
    String reason = FreeText.required("reason", request.reason());
    return new OpenedJson(content.open(letters.get(id, user), reason, user.getUsername()));
  }

  /**
   * @param readableUntil by whom opened it
   */
  record OpenedJson(Instant readableUntil) {}

  @GetMapping("/content")
  ResponseEntity<byte[]> content(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    DeadLetterRow letter = letters.get(id, user);
    byte[] pdf = content.pdf(letter, user.getUsername());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "inline; filename=\"" + letter.letterId().replaceAll("[^A-Za-z0-9-]", "_") + ".pdf\"")
        .body(pdf);
  }
}
