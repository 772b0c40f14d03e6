package no.lagret.console;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only where Spring's settings name an identity provider. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class OidcConfiguration {

  /** In the place of Spring Boot's, which would call the provider at the start. */
  @Bean
  OidcProviders oidcProviders(OAuth2ClientProperties settings, InstantSource clock) {
    return new OidcProviders(settings, clock);
  }

  @Bean
  OidcSignIn oidcSignIn(OidcProviders providers, OidcSettings settings, InstantSource clock) {
    return new OidcSignIn(providers, new OidcRoles(settings), settings.nameClaim(), clock);
  }
}
