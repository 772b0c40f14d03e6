package no.lagret.console;

import java.util.List;
import java.util.Locale;
import no.lagret.dryrun.DryRunResult;
import no.lagret.recipient.Recipients;
import no.lagret.routes.RouteDiagram;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The routes that run, as a picture with counts, and what an engineer does with them. */
@WebPage
class RoutesPage {

  private final RoutesApi api;
  private final RouteDiagram diagram;
  private final Recipients recipients;
  private final MessageSource words;

  RoutesPage(
      RoutesApi api, RouteDiagram diagram, Recipients recipients, MessageSource messageSource) {
    this.api = api;
    this.diagram = diagram;
    this.recipients = recipients;
    this.words = messageSource;
  }

  /**
   * The routes of one recipient.
   *
   * @param recipient the configured name
   * @param svg the picture
   * @param rows the same as a table
   */
  record Picture(String recipient, String svg, List<RouteDiagram.Row> rows) {}

  @GetMapping("/routes")
  String show(Model page, @AuthenticationPrincipal SignedIn user) {
    page.addAttribute("routes", api.state());
    page.addAttribute("ofAll", user.recipients() == null);
    page.addAttribute(
        "pictures", recipients.names().stream().filter(user::sees).map(this::picture).toList());
    return "routes";
  }

  private Picture picture(String recipient) {
    return new Picture(
        recipient,
        diagram.svg(
            recipient,
            word("routes.picture", recipient),
            word("routes.alternative"),
            row -> word("routes.counts", row.total(), row.failed(), row.inWork())),
        diagram.rows(recipient));
  }

  private String word(String key, @Nullable Object... values) {
    Locale language = LocaleContextHolder.getLocale();
    return words.getMessage(key, values, language);
  }

  @PostMapping("/routes/activate")
  String activate(
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean withoutDryRun,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    return step(
        next,
        "routes.activated",
        () -> api.activate(new RoutesApi.ActivateRequest(reason, !withoutDryRun), user));
  }

  @PostMapping("/routes/rollback")
  String rollBack(
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal SignedIn user,
      RedirectAttributes next) {
    return step(next, "routes.rolled-back", () -> api.rollBack(new ReasonRequest(reason), user));
  }

  @PostMapping("/routes/dry-run")
  String dryRun(@AuthenticationPrincipal SignedIn user, RedirectAttributes next) {
    return step(
        next,
        null,
        () -> {
          List<DryRunResult> results = api.dryRun(user);
          next.addFlashAttribute("results", results);
        });
  }

  /** What is refused is told on the page itself: it says what to correct. */
  private static String step(RedirectAttributes next, @Nullable String done, Runnable step) {
    try {
      step.run();
      if (done != null) {
        next.addFlashAttribute("done", done);
      }
    } catch (ApiProblem refused) {
      next.addFlashAttribute("refused", refused.getBody().getDetail());
    }
    return "redirect:/routes";
  }
}
