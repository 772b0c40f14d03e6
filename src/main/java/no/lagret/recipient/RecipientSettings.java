package no.lagret.recipient;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose reports these are.
 *
 * @param organisationNumber number of the municipality or district
 * @param name name as shown to operators
 * @param municipalityNumber four digits
 * @param districtNumber two digits
 */
@ConfigurationProperties("lagret.recipient")
public record RecipientSettings(
    @Nullable String organisationNumber,
    @Nullable String name,
    @Nullable String municipalityNumber,
    @Nullable String districtNumber) {}
