package no.lagret.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept beside the queues.
 *
 * @param keepSealed whether the sealed copy of each report is kept until the portal deletes its
 *     own: a report that the case system loses can then be delivered again from here
 */
@ConfigurationProperties("lagret")
record KeepSettings(@DefaultValue("false") boolean keepSealed) {}
