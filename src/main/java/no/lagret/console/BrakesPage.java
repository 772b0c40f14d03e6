package no.lagret.console;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the API stops and lets go, for people. */
@WebPage
class BrakesPage {

  private final BrakesApi api;

  BrakesPage(BrakesApi api) {
    this.api = api;
  }

  @PostMapping("/delivery/{what:pause|resume}")
  String delivery(
      @PathVariable String what,
      @RequestParam(required = false) @Nullable String recipient,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    if (what.equals("pause")) {
      api.pause(recipient, user);
    } else {
      api.resume(recipient, user);
    }
    next.addFlashAttribute("done", "delivery." + what);
    return "redirect:/";
  }

  @PostMapping("/confirmations/{what:hold|release}")
  String confirmations(
      @PathVariable String what,
      @RequestParam(required = false) @Nullable String recipient,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    if (what.equals("hold")) {
      api.hold(recipient, user);
    } else {
      api.release(recipient, user);
    }
    next.addFlashAttribute("done", "confirmations." + what);
    return "redirect:/";
  }

  @PostMapping("/guard/release")
  String guard(
      @RequestParam(required = false) @Nullable String recipient,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    api.releaseGuard(recipient, user);
    next.addFlashAttribute("done", "guard.release");
    return "redirect:/alarms";
  }

  @PostMapping("/reports/{reportId}/set-aside")
  String setAside(
      @PathVariable String reportId,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    api.setAside(reportId, new ReasonRequest(reason), user);
    next.addFlashAttribute("done", "set-aside");
    next.addAttribute("reportId", reportId);
    return "redirect:/reports/{reportId}";
  }
}
