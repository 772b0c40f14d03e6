package no.lagret.console;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.util.UriUtils;

/** What follows on signing in and out: a page for people, a bare status for programs. */
final class SignInAnswers {

  private SignInAnswers() {}

  static void signedIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (Refusals.forPeople(request)) {
      response.sendRedirect(Paths.own(request.getParameter("next")));
    } else {
      response.setStatus(HttpStatus.NO_CONTENT.value());
    }
  }

  static void refused(
      HttpServletRequest request,
      HttpServletResponse response,
      AuthenticationException e,
      AuthenticationEntryPoint programs)
      throws IOException, ServletException {
    if (Refusals.forPeople(request)) {
      String next =
          UriUtils.encode(Paths.own(request.getParameter("next")), StandardCharsets.UTF_8);
      String why = e instanceof SignInLocked locked ? "locked=" + locked.seconds() : "failed";
      response.sendRedirect("/login?" + why + "&next=" + next);
    } else {
      programs.commence(request, response, e);
    }
  }

  static void signedOut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (Refusals.forPeople(request)) {
      response.sendRedirect("/login?left");
    } else {
      response.setStatus(HttpStatus.NO_CONTENT.value());
    }
  }
}
