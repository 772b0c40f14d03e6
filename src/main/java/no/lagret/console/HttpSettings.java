package no.lagret.console;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stands around the gateway's own HTTP.
 *
 * @param trustedProxy IP address of the reverse proxy that speaks TLS for the gateway: only it, and
 *     this machine, are answered, and its {@code X-Forwarded-*} headers are believed
 * @param longestSession after which people must sign in again, however busy they are; after half an
 *     hour without a request they must anyway
 */
@ConfigurationProperties("lagret.http")
record HttpSettings(@Nullable String trustedProxy, @DefaultValue("12h") Duration longestSession) {}
