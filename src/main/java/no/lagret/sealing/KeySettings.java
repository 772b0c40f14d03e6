package no.lagret.sealing;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The keys of one recipient.
 *
 * @param privateKeys PKCS#8 PEM files that open reports, newest first; rights 0600
 * @param certificate PEM file that seals what came plain, and what the case system wrote
 */
@ConfigurationProperties("lagret.keys")
record KeySettings(
    @Name("private") @DefaultValue List<Path> privateKeys, @Nullable Path certificate) {}
