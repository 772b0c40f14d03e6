package no.lagret.console;

import no.lagret.deadletter.JobProgress;
import no.lagret.deadletter.Jobs;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** How far an order is, and what became of each letter. It can be left and found again. */
@WebPage
class JobPage {

  private final Jobs jobs;

  JobPage(Jobs jobs) {
    this.jobs = jobs;
  }

  @GetMapping("/jobs/{id}")
  String show(
      Model page,
      @PathVariable String id,
      ListRequest list,
      @AuthenticationPrincipal SignedIn user) {
    JobProgress job =
        jobs.progress(id, user.recipients())
            .orElseThrow(() -> ApiProblem.notFound("There is no such job"));
    page.addAttribute("job", job);
    page.addAttribute("letters", jobs.letters(id, list.page()));
    page.addAttribute("part", Part.of(list.page(), job.letters()));
    return "job";
  }
}
