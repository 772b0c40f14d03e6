package no.lagret.console;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Alarms that stand, and who has seen them. */
@WebPage
class AlarmsPage {

  private final AlarmsApi api;

  AlarmsPage(AlarmsApi api) {
    this.api = api;
  }

  @GetMapping("/alarms")
  String list(Model page, ListRequest list) {
    Listing<AlarmJson> standing = api.list(list);
    page.addAttribute("alarms", standing.items());
    page.addAttribute("part", Part.of(list.page(), standing.total()));
    return "alarms";
  }

  @PostMapping("/alarms/{id}/acknowledge")
  String acknowledge(
      @PathVariable String id, @AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
    api.acknowledge(id, user);
    next.addFlashAttribute("done", "acknowledged");
    return "redirect:/alarms";
  }
}
