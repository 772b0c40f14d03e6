package no.lagret.console;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.util.HtmlUtils;

/** How somebody who comes back from an identity provider is received. */
final class OidcArrival implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

  /** Request attributes for the sign-in page. */
  static final String REFUSAL = "signInRefusal";

  static final String VALUES = "signInValues";

  private static final Set<String> NOT_OURS_NOW =
      Set.of("authorization_request_not_found", "invalid_state_parameter");

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="nb"><head><meta charset="UTF-8"><title>Lagret</title>
      <link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=%1$s"></head>
      <body><p><a href="%1$s">Lagret</a></p></body></html>
      """;

  private final ProblemWriter problems;

  OidcArrival(ProblemWriter problems) {
    this.problems = problems;
  }

  /**
   * A page that goes on by itself, not a redirect: a redirect would still be the provider's
   * navigation, and the browser would hold back the Strict session cookie that it was just given.
   */
  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException {
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getWriter().write(PAGE.formatted(HtmlUtils.htmlEscape(SignInCookie.next(request))));
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException, ServletException {
    SignInRefusal refusal = refusal(e);
    List<String> values = e instanceof SignInRefused refused ? refused.values() : List.of();
    if (Refusals.forPeople(request)) {
      response.setStatus(refusal.status().value());
      request.setAttribute(REFUSAL, refusal);
      request.setAttribute(VALUES, values);
      request.getRequestDispatcher("/login").forward(request, response);
    } else {
      problems.write(
          response,
          refusal.status(),
          refusal.detail() + (values.isEmpty() ? "" : ". Your claim holds: " + values));
    }
  }

  private static SignInRefusal refusal(AuthenticationException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SignInRefused refused) {
        return refused.reason();
      }
      if (cause instanceof IOException) {
        return SignInRefusal.PROVIDER_SILENT;
      }
    }
    return e instanceof OAuth2AuthenticationException told
            && NOT_OURS_NOW.contains(told.getError().getErrorCode())
        ? SignInRefusal.STALE
        : SignInRefusal.FAILED;
  }
}
