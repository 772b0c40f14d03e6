package no.lagret.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the portal does with its copies.
 *
 * @param retention how long the portal keeps a report after its confirmation
 */
@ConfigurationProperties("lagret.portal")
record PortalRetention(@DefaultValue("30d") Duration retention) {}
