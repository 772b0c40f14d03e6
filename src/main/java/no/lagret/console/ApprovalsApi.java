package no.lagret.console;

import java.net.URI;
import no.lagret.deadletter.Approval;
import no.lagret.deadletter.Approvals;
import no.lagret.ledger.Fact;
import no.lagret.sealing.HandBack;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What one person asks for and another decides. */
@RestController
class ApprovalsApi {

  private final SeenLetters letters;
  private final Approvals approvals;

  ApprovalsApi(SeenLetters letters, Approvals approvals) {
    this.letters = letters;
    this.approvals = approvals;
  }

  @PostMapping("/api/dead-letters/{id}/register-by-hand")
  ResponseEntity<ApprovalJson> registerByHand(
      @PathVariable String id,
      @RequestBody RegisterRequest request,
      @AuthenticationPrincipal SignedIn user) {
    String why = FreeText.required("reason", request.reason());
    String reference = request.journalReference() == null ? "" : request.journalReference().strip();
    if (!Fact.JOURNAL_REFERENCE.allows(reference)) {
      throw ApiProblem.badRequest(
          "journalReference must be 1 to 64 letters, digits, dots, underscores, slashes or hyphens");
    }
    return asked(
        approvals.registerByHand(letters.get(id, user), reference, why, user.getUsername()), user);
  }

  @PostMapping("/api/dead-letters/{id}/hand-back")
  ResponseEntity<ApprovalJson> handBack(
      @PathVariable String id,
      @RequestBody HandBackRequest request,
      @AuthenticationPrincipal SignedIn user) {
    HandBack.Reason reason = request.word();
    String why = FreeText.optional("text", request.text());
    return asked(approvals.handBack(letters.get(id, user), reason, why, user.getUsername()), user);
  }

  /** All of them, last asked first, or those in one state. */
  @GetMapping("/api/approvals")
  Listing<ApprovalJson> list(
      ListRequest list,
      @RequestParam(required = false) Approval.@Nullable State state,
      @AuthenticationPrincipal SignedIn user) {
    return Listing.of(
        approvals.list(list.recipients(), state, list.page()),
        approval -> ApprovalJson.of(approval, user));
  }

  @GetMapping("/api/approvals/{id}")
  ApprovalJson one(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    return ApprovalJson.of(seen(id, user), user);
  }

  @PostMapping("/api/approvals/{id}")
  ApprovalJson approve(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    seen(id, user);
    return ApprovalJson.of(approvals.approve(id, user.getUsername()), user);
  }

  @PostMapping("/api/approvals/{id}/reject")
  ApprovalJson reject(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    seen(id, user);
    return ApprovalJson.of(approvals.reject(id, user.getUsername()), user);
  }

  private Approval seen(String id, SignedIn user) {
    return approvals
        .find(id)
        .filter(approval -> user.sees(approval.recipient()))
        .orElseThrow(() -> ApiProblem.notFound("There is no such approval"));
  }

  private static ResponseEntity<ApprovalJson> asked(Approval approval, SignedIn user) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/approvals/" + approval.id()))
        .body(ApprovalJson.of(approval, user));
  }
}
