package no.lagret.brake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the portal is told.
 *
 * @param hold true: reports are stored, the portal is not told, and no operator can release it
 */
@ConfigurationProperties("lagret.confirmations")
record ConfirmationSettings(@DefaultValue("false") boolean hold) {}
