package no.lagret.console;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Where the gateway listens, and whom it believes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HttpSettings.class, ServerProperties.class})
class HttpConfiguration {

  @Bean
  ListeningAddress listeningAddress(ServerProperties server, HttpSettings http) {
    return new ListeningAddress(server, http);
  }

  @Bean
  @ConditionalOnProperty("lagret.http.trusted-proxy")
  FilterRegistrationBean<TrustedProxy> trustedProxy(HttpSettings http) {
    String proxy = http.trustedProxy() == null ? "" : http.trustedProxy();
    var filter = new FilterRegistrationBean<>(new TrustedProxy(proxy));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  /** Whoever comes by the proxy comes by TLS, which the server itself does not see. */
  @Bean
  @ConditionalOnProperty("lagret.http.trusted-proxy")
  ServletContextInitializer onlyOverTls() {
    return context -> context.getSessionCookieConfig().setSecure(true);
  }

  /** Only behind the check of who speaks. */
  @Bean
  @ConditionalOnProperty("lagret.http.trusted-proxy")
  FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaders() {
    var filter = new FilterRegistrationBean<>(new ForwardedHeaderFilter());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }
}
