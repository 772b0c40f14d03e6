package no.lagret.portal.svarinn;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The municipality's account at the national portal, channel SVARINN. No placeholder in a route
 * file can read it.
 *
 * @param baseUrl address of its API, up to and with {@code /api/v1}
 * @param username the integration's id
 * @param password the integration's password
 * @param pollInterval how often the portal is asked; KS recommends 15 minutes
 * @param responseTimeout longest time for a whole call, from the first byte to the last
 * @param connectTimeout longest time for the connection
 */
@ConfigurationProperties("lagret.portal.svarinn")
record SvarinnSettings(
    URI baseUrl,
    String username,
    String password,
    @DefaultValue("15m") Duration pollInterval,
    @DefaultValue("60s") Duration responseTimeout,
    @DefaultValue("5s") Duration connectTimeout) {

  /** Never the credentials. */
  @Override
  public String toString() {
    return "SvarinnSettings[baseUrl=" + baseUrl + "]";
  }
}
