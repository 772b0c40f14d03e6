package no.lagret.console;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** One of the users of the settings. */
final class LocalUser extends User implements SignedIn {

  private static final long serialVersionUID = 1L;

  private final @Nullable Set<String> recipients;

  LocalUser(
      String name,
      String password,
      Collection<GrantedAuthority> authorities,
      @Nullable Set<String> recipients) {
    super(name, password, authorities);
    this.recipients = recipients;
  }

  @Override
  public @Nullable Set<String> recipients() {
    return recipients;
  }
}
