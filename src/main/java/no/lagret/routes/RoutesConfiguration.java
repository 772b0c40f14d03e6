package no.lagret.routes;

import no.lagret.broker.DataDirectory;
import no.lagret.http.OnlyHttpHeaders;
import no.lagret.recipient.Recipients;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Loads the routes of the chosen folders, and makes the HTTP component they share safe. */
@Configuration(proxyBeanMethods = false)
class RoutesConfiguration {

  @Bean
  RouteFolders routeFolders(Environment settings, Recipients recipients) {
    return RouteFolders.of(settings, recipients);
  }

  @Bean
  ActiveRoutes activeRoutes(RouteFolders folders, DataDirectory data, Environment settings) {
    return new ActiveRoutes(folders, new RouteVersions(data.path().resolve("routes")), settings);
  }

  @Bean
  RouteCounts routeCounts() {
    return new RouteCounts();
  }

  @Bean
  RouteDiagram routeDiagram(CamelContext camel, RouteCounts counts) {
    return new RouteDiagram(camel, counts);
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
