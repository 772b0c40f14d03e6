package no.lagret.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When nothing new is taken from the portal.
 *
 * @param diskLimit percent in use of the data directory's disk from which nothing new is taken
 * @param longestRestartPause longest pause after crashes in a row, before the portal is asked; 0
 *     for never
 */
@ConfigurationProperties("lagret.intake")
record IntakeSettings(
    @DefaultValue("80") int diskLimit, @DefaultValue("5m") Duration longestRestartPause) {}
