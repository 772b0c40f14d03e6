package no.lagret.deadline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the portal holds what it was told is stored.
 *
 * @param retention how long the portal keeps a report after its confirmation
 */
@ConfigurationProperties("lagret.portal")
public record PortalRetention(@DefaultValue("30d") Duration retention) {

  /** Since June 2023, for recipients whose settings are gone. */
  static final Duration UNLESS_SET_OTHERWISE = Duration.ofDays(30);
}
