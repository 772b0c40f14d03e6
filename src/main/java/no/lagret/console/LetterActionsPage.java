package no.lagret.console;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import no.lagret.deadletter.Approval;
import no.lagret.deadletter.Approvals;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.sealing.HandBack;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What can be done with a dead letter besides delivering it again. What cannot be undone has a page
 * of its own that says first what will happen.
 */
@WebPage
@RequestMapping("/dead-letters/{id}")
class LetterActionsPage {

  private static final String BACK = "redirect:/dead-letters/{id}";

  private final SeenLetters letters;
  private final LetterActionsApi actions;
  private final ApprovalsApi approvals;
  private final Approvals rules;

  LetterActionsPage(
      SeenLetters letters, LetterActionsApi actions, ApprovalsApi approvals, Approvals rules) {
    this.letters = letters;
    this.actions = actions;
    this.approvals = approvals;
    this.rules = rules;
  }

  @GetMapping("/{what:register-by-hand|hand-back|park|open}")
  String ask(
      Model page,
      @PathVariable String id,
      @PathVariable String what,
      @AuthenticationPrincipal SignedIn user) {
    DeadLetterRow letter = letters.get(id, user);
    page.addAttribute("letter", letter);
    page.addAttribute("what", what);
    page.addAttribute("secondPerson", rules.wantSecondPerson());
    page.addAttribute("handBackReasons", HandBack.Reason.values());
    return "letter-action";
  }

  @PostMapping("/note")
  String note(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String text,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    actions.note(id, new NoteRequest(text), user);
    return back(next, "noted");
  }

  /** The time is Norway's, as the browser's field gives it; none takes the mark away. */
  @PostMapping("/park")
  String park(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(required = false) @Nullable String reason,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    String time = until.isBlank() ? null : inNorway(until);
    actions.park(id, new ParkRequest(time, reason), user);
    return back(next, time == null ? "unparked" : "parked");
  }

  private static String inNorway(String local) {
    try {
      return LocalDateTime.parse(local)
          .atZone(Times.NORWAY)
          .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    } catch (DateTimeException e) {
      throw ApiProblem.badRequest("until must be a time (2026-11-22T10:00)");
    }
  }

  @PostMapping("/open")
  String open(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    actions.open(id, new ReasonRequest(reason), user);
    return back(next, "opened");
  }

  /** The report itself, straight from memory. */
  @GetMapping("/content")
  ResponseEntity<byte[]> content(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    return actions.content(id, user);
  }

  @PostMapping("/register-by-hand")
  String registerByHand(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String journalReference,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    RegisterRequest request = new RegisterRequest(journalReference, reason);
    return asked(next, approvals.registerByHand(id, request, user).getBody());
  }

  @PostMapping("/hand-back")
  String handBack(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable String text,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    return asked(next, approvals.handBack(id, new HandBackRequest(reason, text), user).getBody());
  }

  private static String asked(RedirectAttributes next, @Nullable ApprovalJson approval) {
    boolean waits = approval != null && approval.state() == Approval.State.OPEN;
    return back(next, waits ? "asked" : "decided");
  }

  private static String back(RedirectAttributes next, String done) {
    next.addFlashAttribute("done", done);
    return BACK;
  }
}
