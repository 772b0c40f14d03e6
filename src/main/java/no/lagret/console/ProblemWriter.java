package no.lagret.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import tools.jackson.databind.json.JsonMapper;

/** Says no as {@code application/problem+json} where no controller has been reached. */
final class ProblemWriter implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    if (e instanceof SignInLocked locked) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(locked.seconds()));
      write(
          response,
          HttpStatus.TOO_MANY_REQUESTS,
          "Too many attempts to sign in have failed: the next one is looked at in "
              + locked.seconds()
              + " s");
      return;
    }
    response.setHeader("WWW-Authenticate", "Basic realm=\"Lagret\", charset=\"UTF-8\"");
    write(response, HttpStatus.UNAUTHORIZED, "Sign in as one of the users in lagret.users");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    write(
        response,
        HttpStatus.FORBIDDEN,
        e instanceof CsrfException
            ? "A session is in use: send its CSRF token, or HTTP Basic without the session cookie"
            : "This user's roles do not allow that");
  }

  void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getOutputStream()
        .write(json.writeValueAsBytes(ProblemDetail.forStatusAndDetail(status, detail)));
  }
}
