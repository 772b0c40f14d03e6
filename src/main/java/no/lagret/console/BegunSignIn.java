package no.lagret.console;

import java.time.Instant;
import java.util.Optional;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/**
 * What must be remembered of somebody who was sent to an identity provider, until the answer.
 *
 * @param registration by which provider
 * @param state names this one sign-in
 * @param nonce the identity token must carry its digest
 * @param verifier its digest went along; it fetches the token
 * @param redirectUri where the answer comes to
 * @param next the page to go on with
 * @param until when it is too old
 */
record BegunSignIn(
    String registration,
    String state,
    String nonce,
    String verifier,
    String redirectUri,
    String next,
    Instant until) {

  static BegunSignIn of(OAuth2AuthorizationRequest request, String next, Instant until) {
    return new BegunSignIn(
        request.getAttribute(OAuth2ParameterNames.REGISTRATION_ID),
        request.getState(),
        request.getAttribute(OidcParameterNames.NONCE),
        request.getAttribute(PkceParameterNames.CODE_VERIFIER),
        request.getRedirectUri(),
        next,
        until);
  }

  /** The request that was sent, as far as its answer needs it. */
  OAuth2AuthorizationRequest request(ClientRegistration client) {
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(client.getProviderDetails().getAuthorizationUri())
        .clientId(client.getClientId())
        .redirectUri(redirectUri)
        .scopes(client.getScopes())
        .state(state)
        .attributes(
            known -> {
              known.put(OAuth2ParameterNames.REGISTRATION_ID, registration);
              known.put(OidcParameterNames.NONCE, nonce);
              known.put(PkceParameterNames.CODE_VERIFIER, verifier);
            })
        .build();
  }

  String text() {
    return String.join(
        "\n",
        registration,
        state,
        nonce,
        verifier,
        redirectUri,
        next,
        Long.toString(until.getEpochSecond()));
  }

  static Optional<BegunSignIn> read(String text) {
    String[] parts = text.split("\n", -1);
    return parts.length != 7
        ? Optional.empty()
        : Optional.of(
            new BegunSignIn(
                parts[0],
                parts[1],
                parts[2],
                parts[3],
                parts[4],
                parts[5],
                Instant.ofEpochSecond(Long.parseLong(parts[6]))));
  }
}
