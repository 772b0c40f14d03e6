package no.lagret.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page that says what went wrong and what to do, never what was sent. */
@Component
final class ProblemPage {

  /** Those that have words of their own. */
  private static final Set<Integer> KNOWN = Set.of(400, 403, 404, 409, 422, 500, 503);

  private final PageModel model;

  ProblemPage(PageModel model) {
    this.model = model;
  }

  /**
   * The page.
   *
   * @param incident under which the log has it, where the log has it
   */
  ModelAndView of(HttpServletRequest request, HttpStatusCode status, @Nullable String incident) {
    ModelAndView page = new ModelAndView("problem", status);
    page.addAllObjects(model.of(request));
    int code = status.value();
    page.addObject("problem", KNOWN.contains(code) ? code : code >= 500 ? 500 : 400);
    page.addObject("incident", incident);
    return page;
  }
}
