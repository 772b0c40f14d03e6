package no.lagret.console;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Sign-in by OpenID Connect, as part of the filters. */
final class OidcSignIn {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final OidcProviders providers;
  private final OidcRoles roles;
  private final String nameClaim;
  private final InstantSource clock;

  OidcSignIn(OidcProviders providers, OidcRoles roles, String nameClaim, InstantSource clock) {
    this.providers = providers;
    this.roles = roles;
    this.nameClaim = nameClaim;
    this.clock = clock;
  }

  OidcProviders providers() {
    return providers;
  }

  void addTo(HttpSecurity http, ConfiguredUsers local, ProblemWriter problems) {
    OidcArrival arrival = new OidcArrival(problems);
    OidcUsers users =
        new OidcUsers(claims(), roles, nameClaim, local.names(), providers.links().size() > 1);
    http.oauth2Login(
        login ->
            login
                .loginPage("/login")
                .clientRegistrationRepository(providers)
                .authorizedClientRepository(new NoTokensKept())
                .authorizationEndpoint(
                    begin ->
                        begin.authorizationRequestRepository(new SignInCookie(providers, clock)))
                .tokenEndpoint(token -> token.accessTokenResponseClient(tokens()))
                .userInfoEndpoint(info -> info.oidcUserService(users))
                .successHandler(arrival)
                .failureHandler(arrival)
                .withObjectPostProcessor(
                    new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                      @Override
                      public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(
                          O filter) {
                        filter.setAuthenticationFailureHandler(arrival);
                        return filter;
                      }
                    }));
  }

  private static OidcUserService claims() {
    DefaultOAuth2UserService bounded = new DefaultOAuth2UserService();
    bounded.setRestOperations(restTemplate());
    OidcUserService claims = new OidcUserService();
    claims.setOauth2UserService(bounded);
    return claims;
  }

  private static RestTemplate restTemplate() {
    RestTemplate calls = new RestTemplate(boundedCalls());
    calls.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    return calls;
  }

  private static RestClientAuthorizationCodeTokenResponseClient tokens() {
    RestClientAuthorizationCodeTokenResponseClient tokens =
        new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(boundedCalls())
            .configureMessageConverters(
                converters ->
                    converters
                        .registerDefaults()
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return tokens;
  }

  /** A provider that hangs must not hold the gateway's threads. */
  private static SimpleClientHttpRequestFactory boundedCalls() {
    SimpleClientHttpRequestFactory calls = new SimpleClientHttpRequestFactory();
    calls.setConnectTimeout(CONNECT);
    calls.setReadTimeout(ANSWER);
    return calls;
  }
}
