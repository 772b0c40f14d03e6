package no.lagret.console;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Announces maintenance for so many hours from now, and ends it. */
@WebPage
class MaintenancePage {

  private final MaintenanceApi api;
  private final InstantSource clock;

  MaintenancePage(MaintenanceApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  @PostMapping("/maintenance")
  String announce(
      @RequestParam long hours, @AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
    api.announce(clock.instant().plus(Duration.ofHours(hours)), user);
    next.addFlashAttribute("done", "maintenance.announced");
    return "redirect:/alarms";
  }

  @PostMapping("/maintenance/end")
  String end(@AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
    api.end(user);
    next.addFlashAttribute("done", "maintenance.over");
    return "redirect:/alarms";
  }
}
