package no.lagret.sealing;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The gateway's own keys, for the reports of every recipient.
 *
 * @param stamp key files of the stamp, newest first; generated where none is given
 * @param proof key files of the proof, newest first; generated where none is given
 */
@ConfigurationProperties("lagret.keys")
record MacKeySettings(@DefaultValue List<Path> stamp, @DefaultValue List<Path> proof) {}
