package no.lagret.console;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A user who has signed in, and whose reports this user sees. */
final class SignedIn extends User {

  private static final long serialVersionUID = 1L;

  private final @Nullable Set<String> recipients;

  SignedIn(
      String name,
      String password,
      Collection<GrantedAuthority> authorities,
      @Nullable Set<String> recipients) {
    super(name, password, authorities);
    this.recipients = recipients;
  }

  /** Configured names of recipients; {@code null} for all. */
  @Nullable Set<String> recipients() {
    return recipients;
  }

  boolean is(Role role) {
    return getAuthorities().stream().anyMatch(a -> ("ROLE_" + role).equals(a.getAuthority()));
  }

  boolean sees(String recipient) {
    return recipients == null || recipients.contains(recipient);
  }

  boolean is(Role role) {
    return getAuthorities().stream().anyMatch(a -> ("ROLE_" + role).equals(a.getAuthority()));
  }
}
