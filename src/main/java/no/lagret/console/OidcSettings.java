package no.lagret.console;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a user of an identity provider may do here. The provider itself is set by Spring's {@code
 * spring.security.oauth2.client.*}.
 *
 * @param roleClaim the claim that decides: its name, or a path with dots ({@code
 *     realm_access.roles})
 * @param roles by value of that claim: viewer, operator, approver or engineer
 * @param nameClaim under which name a user stands in the ledger; the subject where it is missing
 * @param recipients by value of the same claim, whose reports the user sees; all where none is set
 */
@ConfigurationProperties("lagret.oidc")
record OidcSettings(
    @Nullable String roleClaim,
    @DefaultValue Map<String, String> roles,
    @DefaultValue("preferred_username") String nameClaim,
    @DefaultValue Map<String, Set<String>> recipients) {

  boolean any() {
    return roleClaim != null || !roles.isEmpty() || !recipients.isEmpty();
  }
}
