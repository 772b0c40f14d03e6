package no.lagret.routes;

import no.lagret.casesystem.AdapterDigest;
import no.lagret.http.OnlyHttpHeaders;
import org.apache.camel.component.http.HttpComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Loads the routes of the chosen folders, and makes the HTTP component they share safe. */
@Configuration(proxyBeanMethods = false)
class RoutesConfiguration {

  @Bean
  RouteFolders routeFolders(Environment settings) {
    return RouteFolders.of(settings);
  }

  @Bean
  RouteLoader routeLoader(RouteFolders folders) {
    return new RouteLoader(folders);
  }

  @Bean
  AdapterDigest adapterDigest(RouteFolders folders) {
    return new AdapterDigest(folders.caseSystem(), folders.digest(folders.caseSystem()));
  }

  @Bean("http")
  HttpComponent http() {
    return guarded();
  }

  @Bean("https")
  HttpComponent https() {
    return guarded();
  }

  private static HttpComponent guarded() {
    HttpComponent http = new HttpComponent();
    http.setHeaderFilterStrategy(new OnlyHttpHeaders());
    http.setAutowiredEnabled(false);
    return http;
  }
}
