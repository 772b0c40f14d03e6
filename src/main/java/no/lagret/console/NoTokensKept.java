package no.lagret.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** The provider's tokens have said who somebody is, and serve for nothing else here. */
final class NoTokensKept implements OAuth2AuthorizedClientRepository {

  @Override
  public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
      String registration, Authentication user, HttpServletRequest request) {
    return null;
  }

  @Override
  public void saveAuthorizedClient(
      OAuth2AuthorizedClient tokens,
      Authentication user,
      HttpServletRequest request,
      HttpServletResponse response) {
    // Forgotten.
  }

  @Override
  public void removeAuthorizedClient(
      String registration,
      Authentication user,
      HttpServletRequest request,
      HttpServletResponse response) {
    // There is none.
  }
}
