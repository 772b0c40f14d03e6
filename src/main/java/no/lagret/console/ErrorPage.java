package no.lagret.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What failed outside a controller, for example in the server itself. */
@Controller
class ErrorPage implements ErrorController {

  private final ProblemPage problems;

  ErrorPage(ProblemPage problems) {
    this.problems = problems;
  }

  /** A page for people, a problem for programs. */
  @RequestMapping("${server.error.path:/error}")
  Object problem(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus resolved = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    HttpStatus status = resolved == null ? HttpStatus.NOT_FOUND : resolved;
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String accepted = String.valueOf(request.getHeader("Accept"));
    return path instanceof String text && Paths.isPage(text) && accepted.contains("text/html")
        ? problems.of(request, status, null)
        : ResponseEntity.of(ProblemDetail.forStatus(status)).build();
  }
}
