package no.lagret.console;

import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.server.servlet.CookieSameSiteSupplier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what over HTTP, and with which headers it is answered. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({UserSettings.class, OidcSettings.class})
@PropertySource("classpath:no/lagret/console/console.properties")
class SecurityConfiguration {

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  @Bean
  ConfiguredUsers configuredUsers(UserSettings settings) {
    return new ConfiguredUsers(settings);
  }

  /** With the Strict session cookie a link from elsewhere arrives signed out. */
  @Bean
  CookieSameSiteSupplier strictCookies() {
    return CookieSameSiteSupplier.ofStrict();
  }

  /**
   * All ways there are.
   *
   * @throws RefusedSetting when the settings say what users of an identity provider may do, and
   *     name no provider
   */
  @Bean
  SignInWays signInWays(
      ConfiguredUsers users, OidcSettings settings, ObjectProvider<OidcSignIn> oidc) {
    OidcSignIn found = oidc.getIfAvailable();
    if (found == null && settings.any()) {
      throw new RefusedSetting(
          "lagret.oidc is set, and no identity provider is.",
          "Set spring.security.oauth2.client.registration and .provider too (docs/sign-in.md), or"
              + " take lagret.oidc out.");
    }
    return new SignInWays(!users.none(), found == null ? List.of() : found.providers().links());
  }

  /** Before anything reads the session. */
  @Bean
  FilterRegistrationBean<LongestSession> longestSession(HttpSettings http, InstantSource clock) {
    var filter = new FilterRegistrationBean<>(new LongestSession(http.longestSession(), clock));
    filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
    return filter;
  }

  /** Before anything reads the body. */
  @Bean
  FilterRegistrationBean<UploadsOfUsers> uploadsOfUsers() {
    var filter = new FilterRegistrationBean<>(new UploadsOfUsers());
    filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
    return filter;
  }

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http,
      ConfiguredUsers users,
      SignInWays ways,
      ObjectProvider<OidcSignIn> oidc,
      JsonMapper json) {
    ProblemWriter programs = new ProblemWriter(json);
    Refusals problems = new Refusals(programs, !ways.none());
    http.authorizeHttpRequests(
            requests -> {
              if (!ways.none()) {
                requests.requestMatchers("/login").permitAll();
              }
              rules(requests);
            })
        .httpBasic(basic -> basic.authenticationEntryPoint(problems))
        .csrf(csrf -> csrf.requireCsrfProtectionMatcher(new NeedsCsrfToken()))
        .requestCache(cache -> cache.disable())
        .logout(out -> out.logoutSuccessHandler((q, a, who) -> SignInAnswers.signedOut(q, a)))
        .exceptionHandling(
            when -> when.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .headers(SecurityConfiguration::headers);
    oidc.ifAvailable(signIn -> signIn.addTo(http, users, programs));
    if (ways.byPassword()) {
      http.formLogin(
          form ->
              form.loginPage("/login")
                  .permitAll()
                  .successHandler((q, a, who) -> SignInAnswers.signedIn(q, a))
                  .failureHandler((q, a, e) -> SignInAnswers.refused(q, a, e, problems)));
    }
    return http.build();
  }

  private static void rules(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        // The request itself was let through, or refused; this only says so.
        .dispatcherTypeMatchers(DispatcherType.ERROR)
        .permitAll()
        .requestMatchers(HttpMethod.GET, "/assets/**", "/favicon.ico")
        .permitAll()
        .requestMatchers(HttpMethod.GET, "/actuator/health/liveness")
        .permitAll()
        .requestMatchers(HttpMethod.GET, "/api/dead-letters/*/content", "/dead-letters/*/content")
        .hasRole(Role.OPERATOR.name())
        .requestMatchers(HttpMethod.GET)
        .hasRole(Role.VIEWER.name())
        .requestMatchers(HttpMethod.HEAD)
        .hasRole(Role.VIEWER.name())
        .requestMatchers(HttpMethod.POST, "/api/approvals/**", "/approvals/**")
        .hasRole(Role.APPROVER.name())
        .requestMatchers(HttpMethod.POST, "/api/routes/**", "/routes/**")
        .hasRole(Role.ENGINEER.name())
        // Whatever changes something and is not named above.
        .anyRequest()
        .hasRole(Role.OPERATOR.name());
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .cacheControl(cache -> cache.disable())
        .addHeaderWriter(
            new DelegatingRequestMatcherHeaderWriter(
                request -> !request.getRequestURI().startsWith("/assets/"),
                new StaticHeadersWriter("Cache-Control", "no-store")))
        .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
  }
}
