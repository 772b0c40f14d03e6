package no.lagret.console;

import no.lagret.deadletter.Approval;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for a second person. */
@WebPage
@RequestMapping("/approvals")
class ApprovalsPage {

  private final ApprovalsApi api;

  ApprovalsPage(ApprovalsApi api) {
    this.api = api;
  }

  @GetMapping
  String list(
      Model page,
      ListRequest list,
      @RequestParam(defaultValue = "OPEN") Approval.@Nullable State state,
      @AuthenticationPrincipal SignedIn user) {
    Listing<ApprovalJson> found = api.list(list, state, user);
    page.addAttribute("approvals", found.items());
    page.addAttribute("part", Part.of(list.page(), found.total()));
    page.addAttribute("states", Approval.State.values());
    page.addAttribute("shown", state);
    return "approvals";
  }

  @GetMapping("/{id}")
  String one(Model page, @PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    page.addAttribute("approval", api.one(id, user));
    return "approval";
  }

  @PostMapping("/{id}")
  String approve(
      @PathVariable String id, @AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
    return told(next, api.approve(id, user));
  }

  @PostMapping("/{id}/reject")
  String reject(
      @PathVariable String id, @AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
    return told(next, api.reject(id, user));
  }

  private static String told(RedirectAttributes next, ApprovalJson approval) {
    next.addFlashAttribute("done", "approval." + approval.state());
    return "redirect:/approvals/{id}";
  }
}
