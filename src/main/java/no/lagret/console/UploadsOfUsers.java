package no.lagret.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever has not signed in uploads nothing: the check against forged forms looks for its token in
 * the body, and would take a whole file into memory to find it.
 */
final class UploadsOfUsers extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isUpload(request) && !isOfUser(request)) {
      response.sendError(HttpStatus.UNAUTHORIZED.value());
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isUpload(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/");
  }

  /** A program's own credentials are checked before anything of the body is read. */
  private static boolean isOfUser(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
          != null;
    }
    return request.getHeader(HttpHeaders.AUTHORIZATION) != null
        && request.getRequestedSessionId() == null
        && request.getHeader("Sec-Fetch-Site") == null;
  }
}
