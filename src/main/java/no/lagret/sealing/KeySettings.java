package no.lagret.sealing;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The keys.
 *
 * @param privateKeys PKCS#8 PEM files that open reports, newest first
 * @param certificate PEM file to seal with
 * @param stamp key files of the stamp, newest first; generated where none is given
 * @param proof key files of the proof, newest first; generated where none is given
 */
@ConfigurationProperties("lagret.keys")
record KeySettings(
    @Name("private") List<Path> privateKeys,
    @Nullable Path certificate,
    @DefaultValue List<Path> stamp,
    @DefaultValue List<Path> proof) {}
