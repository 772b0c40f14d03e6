package no.lagret.console;

import jakarta.servlet.http.HttpServletRequest;
import no.lagret.deadletter.LetterRefusal;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What all pages have in common, and what they say when they cannot do what was asked. */
@ControllerAdvice(annotations = WebPage.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageAdvice {

  private final PageModel model;
  private final ProblemPage problems;

  PageAdvice(PageModel model, ProblemPage problems) {
    this.model = model;
    this.problems = problems;
  }

  @ModelAttribute
  void around(Model page, HttpServletRequest request) {
    page.addAllAttributes(model.of(request));
  }

  /** Not ours to answer: the filters know how. */
  @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
  void leaveToTheFilters(RuntimeException e) {
    throw e;
  }

  /** A value that is none of those allowed. */
  @ExceptionHandler(TypeMismatchException.class)
  ModelAndView unreadable(HttpServletRequest request) {
    return problems.of(request, HttpStatus.BAD_REQUEST, null);
  }

  @ExceptionHandler(Exception.class)
  ModelAndView problem(Exception e, HttpServletRequest request) {
    if (e instanceof LetterRefusal refusal) {
      ApiProblem said = ApiProblem.of(refusal);
      return problems.of(request, said.getStatusCode(), null).addObject("detail", e.getMessage());
    }
    HttpStatusCode status =
        e instanceof ErrorResponse said ? said.getStatusCode() : HttpStatus.INTERNAL_SERVER_ERROR;
    return problems.of(request, status, status.value() == 500 ? Problems.incident(e) : null);
  }
}
