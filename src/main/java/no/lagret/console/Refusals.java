package no.lagret.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.UriUtils;

/** Sends people to the sign-in page, and back to where they were; tells programs what is wrong. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final ProblemWriter problems;
  private final boolean anybodyCanSignIn;

  Refusals(ProblemWriter problems, boolean anybodyCanSignIn) {
    this.problems = problems;
    this.anybodyCanSignIn = anybodyCanSignIn;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    if (!anybodyCanSignIn || !forPeople(request)) {
      problems.commence(request, response, e);
    } else {
      toSignIn(request, response, reads(request) && !hadSession(request) ? "" : "&expired");
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    if (!forPeople(request)) {
      problems.handle(request, response, e);
    } else if (e instanceof CsrfException) {
      // The page that was sent is older than the session.
      toSignIn(request, response, "&expired");
    } else {
      response.sendError(HttpStatus.FORBIDDEN.value());
    }
  }

  /** A page that refreshes a part of itself stays where it is and says so. */
  static boolean forPeople(HttpServletRequest request) {
    return Paths.isPage(request.getRequestURI())
        && String.valueOf(request.getHeader("Accept")).contains("text/html")
        && request.getHeader("HX-Request") == null;
  }

  private static boolean reads(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  private static boolean hadSession(HttpServletRequest request) {
    return request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
  }

  /** Back to the page from which a form came, for what it asked for was not done. */
  private static void toSignIn(HttpServletRequest request, HttpServletResponse response, String why)
      throws IOException {
    String next = Paths.own(reads(request) ? Paths.of(request) : request.getParameter("here"));
    response.sendRedirect("/login?next=" + UriUtils.encode(next, StandardCharsets.UTF_8) + why);
  }
}
