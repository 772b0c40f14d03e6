package no.lagret.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Which requests must prove that they come from our own pages: those that change something and ride
 * on what a browser sends by itself. HTTP Basic from a program is no such thing; from a page of
 * another site it is, because browsers remember Basic passwords too.
 */
final class NeedsCsrfToken implements RequestMatcher {

  private static final Set<String> CHANGES_NOTHING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  @Override
  public boolean matches(HttpServletRequest request) {
    if (CHANGES_NOTHING.contains(request.getMethod())) {
      return false;
    }
    return request.getRequestedSessionId() != null || isSignIn(request) || fromAnotherSite(request);
  }

  private static boolean isSignIn(HttpServletRequest request) {
    return request.getRequestURI().equals("/login")
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
  }

  private static boolean fromAnotherSite(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }
}
