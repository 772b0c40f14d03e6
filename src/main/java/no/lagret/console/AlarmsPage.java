package no.lagret.console;

import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Alarms that stand, and who has seen them. */
@WebPage
class AlarmsPage {

  private static final List<Integer> HOURS = List.of(1, 2, 4, 8, 24);

  private final AlarmsApi api;
  private final MaintenanceApi maintenance;

  AlarmsPage(AlarmsApi api, MaintenanceApi maintenance) {
    this.api = api;
    this.maintenance = maintenance;
  }

  @GetMapping("/alarms")
  String list(Model page, ListRequest list, @AuthenticationPrincipal SignedIn user) {
    Listing<AlarmJson> standing = api.list(list);
    page.addAttribute("groups", AlarmGroup.of(standing.items()));
    page.addAttribute("maintenance", maintenance.now());
    page.addAttribute("hours", HOURS);
    page.addAttribute("mayAnnounce", user.recipients() == null);
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
