package no.lagret.console;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Somebody whom an identity provider knows. */
final class OidcUserSignedIn extends DefaultOidcUser implements SignedIn {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final @Nullable Set<String> recipients;

  OidcUserSignedIn(
      String name,
      Collection<GrantedAuthority> authorities,
      @Nullable Set<String> recipients,
      OidcUser known) {
    super(authorities, known.getIdToken(), known.getUserInfo());
    this.name = name;
    this.recipients = recipients;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getUsername() {
    return name;
  }

  @Override
  public @Nullable Set<String> recipients() {
    return recipients;
  }

  /** Never the claims: they may hold a national identity number. */
  @Override
  public String toString() {
    return "user " + name;
  }
}
