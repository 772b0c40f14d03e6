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
 * @param observe true while another receiver takes the reports: nothing is taken and nothing
 *     connected, only listed and compared with the case system
 */
@ConfigurationProperties("lagret.intake")
record IntakeSettings(
    @DefaultValue("80") int diskLimit,
    @DefaultValue("5m") Duration longestRestartPause,
    @DefaultValue("false") boolean observe) {}
