package no.lagret.console;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Makes users of the gateway of those whom an identity provider vouches for. */
final class OidcUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {

  private static final Logger LOG = LoggerFactory.getLogger(OidcUsers.class);

  /** What the ledger takes as the name of somebody who approved. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/+=@#-]{1,100}");

  private static final int SHOWN = 10;

  private final OAuth2UserService<OidcUserRequest, OidcUser> claims;
  private final OidcRoles roles;
  private final String nameClaim;
  private final Set<String> taken;
  private final boolean severalProviders;

  /**
   * @param taken names that nobody else may bear
   * @param severalProviders whether two of them could give the same name to two people
   */
  OidcUsers(
      OAuth2UserService<OidcUserRequest, OidcUser> claims,
      OidcRoles roles,
      String nameClaim,
      Set<String> taken,
      boolean severalProviders) {
    this.claims = claims;
    this.roles = roles;
    this.nameClaim = nameClaim;
    this.taken = taken;
    this.severalProviders = severalProviders;
  }

  /**
   * @throws SignInRefused when the user may do nothing here, or has no usable name
   */
  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser known = claims.loadUser(request);
    try {
      List<String> values = roles.values(known.getClaims());
      Set<GrantedAuthority> authorities = roles.authorities(values);
      if (authorities.isEmpty()) {
        List<String> shown = values.stream().filter(OidcUsers::fits).limit(SHOWN).toList();
        throw new SignInRefused(SignInRefusal.NO_ROLE, shown);
      }
      String name = name(known, severalProviders ? registration(request) + ":" : "");
      return new OidcUserSignedIn(name, authorities, roles.recipients(values), known);
    } catch (SignInRefused e) {
      LOG.info("A sign-in by {} ends with {}", registration(request), e.reason());
      throw e;
    }
  }

  private static String registration(OidcUserRequest request) {
    return request.getClientRegistration().getRegistrationId();
  }

  private String name(OidcUser known, String prefix) {
    String name =
        Stream.of(known.getClaims().get(nameClaim), known.getSubject())
            .filter(Objects::nonNull)
            .map(claim -> prefix + claim)
            .filter(OidcUsers::fits)
            .findFirst()
            .orElseThrow(() -> new SignInRefused(SignInRefusal.NO_NAME));
    if (taken.stream().anyMatch(name::equalsIgnoreCase)) {
      throw new SignInRefused(SignInRefusal.NAME_TAKEN);
    }
    return name;
  }

  private static boolean fits(@Nullable String text) {
    return text != null && NAME.matcher(text).matches() && !NationalIdentityNumbers.in(text);
  }
}
