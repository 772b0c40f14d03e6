package no.lagret.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * Remembers a begun sign-in in the browser that began it. The session cannot: its cookie is Strict,
 * so the browser does not send it when the provider sends the user back. This cookie is Lax,
 * sealed, good for five minutes and for one answer, and opens nothing by itself.
 */
final class SignInCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int REMEMBERED = 10_000;
  private static final String NAME = "lagret-sign-in";

  /** A browser takes a cookie of this name from this very host alone, and over TLS. */
  private static final String NAME_OVER_TLS = "__Host-" + NAME;

  private static final String NEXT = SignInCookie.class.getName();

  private final ClientRegistrationRepository providers;
  private final InstantSource clock;
  private final SealedText sealed = new SealedText();

  /** States that were answered: a provider may take a code twice, we do not. */
  private final Map<String, Boolean> used = new Bounded<>(REMEMBERED);

  SignInCookie(ClientRegistrationRepository providers, InstantSource clock) {
    this.providers = providers;
    this.clock = clock;
  }

  @Override
  public void saveAuthorizationRequest(
      @Nullable OAuth2AuthorizationRequest begun,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (begun == null) {
      set(request, response, "", Duration.ZERO);
      return;
    }
    String next = Paths.own(request.getParameter("next"));
    BegunSignIn kept = BegunSignIn.of(begun, next, clock.instant().plus(LIFE));
    set(request, response, sealed.seal(kept.text()), LIFE);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    return begun(request).map(this::request).orElse(null);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    BegunSignIn begun = begun(request).orElse(null);
    set(request, response, "", Duration.ZERO);
    if (begun == null || !first(begun.state())) {
      return null;
    }
    request.setAttribute(NEXT, begun.next());
    return request(begun);
  }

  /** The page for which the user signed in. */
  static String next(HttpServletRequest request) {
    return request.getAttribute(NEXT) instanceof String next ? next : "/";
  }

  private @Nullable OAuth2AuthorizationRequest request(BegunSignIn begun) {
    ClientRegistration client = providers.findByRegistrationId(begun.registration());
    return client == null ? null : begun.request(client);
  }

  private Optional<BegunSignIn> begun(HttpServletRequest request) {
    String state = request.getParameter(OAuth2ParameterNames.STATE);
    return Stream.ofNullable(request.getCookies())
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(name(request)))
        .map(Cookie::getValue)
        .flatMap(value -> sealed.open(value).stream())
        .flatMap(text -> BegunSignIn.read(text).stream())
        .filter(begun -> begun.state().equals(state) && clock.instant().isBefore(begun.until()))
        .findFirst();
  }

  private boolean first(String state) {
    synchronized (used) {
      return used.put(state, true) == null;
    }
  }

  private static void set(
      HttpServletRequest request, HttpServletResponse response, String value, Duration life) {
    ResponseCookie cookie =
        ResponseCookie.from(name(request), value)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .path("/")
            .maxAge(life)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  private static String name(HttpServletRequest request) {
    return request.isSecure() ? NAME_OVER_TLS : NAME;
  }
}
