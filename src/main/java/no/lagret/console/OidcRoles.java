package no.lagret.console;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;

/** What the values of one claim give a user; values that nobody has mapped give nothing. */
final class OidcRoles {

  private final String claim;
  private final Map<String, Role> roles = new HashMap<>();
  private final Map<String, Set<String>> recipients;

  /**
   * @throws RefusedSetting naming the setting
   */
  OidcRoles(OidcSettings settings) {
    if (settings.roleClaim() == null || settings.roleClaim().isBlank()) {
      throw new RefusedSetting(
          "lagret.oidc.role-claim is missing, and an identity provider is configured.",
          "Name the claim that decides what a user may do: roles for Entra ID, realm_access.roles for"
              + " Keycloak, sub for ID-porten. docs/sign-in.md says more.");
    }
    claim = settings.roleClaim();
    settings.roles().forEach((value, role) -> roles.put(value, role(value, role)));
    if (roles.isEmpty()) {
      throw new RefusedSetting(
          "lagret.oidc.roles is missing: nobody could sign in by the identity provider.",
          "Map at least one value of the claim " + claim + " to a role. " + oneOf());
    }
    recipients = Map.copyOf(settings.recipients());
  }

  private static Role role(String value, String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedSetting(
                    "lagret.oidc.roles[" + value + "] is «" + name + "», which is no role.",
                    oneOf()));
  }

  private static String oneOf() {
    return Arrays.stream(Role.values())
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "Roles: ", "."));
  }

  /** What the claim holds: one text or a list of them. */
  List<String> values(Map<String, Object> claims) {
    Object found = find(claims, claim);
    if (found instanceof Collection<?> many) {
      return many.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }
    return found instanceof String one ? List.of(one) : List.of();
  }

  /** A name with dots is looked for as it is first: some providers give claims a URL as name. */
  private static @Nullable Object find(Map<?, ?> claims, String path) {
    Object whole = claims.get(path);
    int dot = path.indexOf('.');
    if (whole != null || dot < 0) {
      return whole;
    }
    return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
        ? find(inner, path.substring(dot + 1))
        : null;
  }

  /** None when no value is mapped. */
  Set<GrantedAuthority> authorities(List<String> values) {
    Set<GrantedAuthority> authorities = new HashSet<>();
    for (String value : values) {
      Role role = roles.get(value);
      if (role != null) {
        authorities.addAll(role.authorities());
      }
    }
    return authorities;
  }

  /** Those of all values; {@code null} for all, where the settings map none. */
  @Nullable Set<String> recipients(List<String> values) {
    if (recipients.isEmpty()) {
      return null;
    }
    return values.stream()
        .flatMap(value -> recipients.getOrDefault(value, Set.of()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
