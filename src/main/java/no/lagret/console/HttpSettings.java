package no.lagret.console;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What stands around the gateway's own HTTP.
 *
 * @param trustedProxy IP address of the reverse proxy that speaks TLS for the gateway: only it, and
 *     this machine, are answered, and its {@code X-Forwarded-*} headers are believed
 */
@ConfigurationProperties("lagret.http")
record HttpSettings(@Nullable String trustedProxy) {}
