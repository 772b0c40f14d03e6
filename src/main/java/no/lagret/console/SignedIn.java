package no.lagret.console;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;

/** A user who has signed in, and whose reports this user sees. */
interface SignedIn {

  /** Stands in the ledger as the one who acted. */
  String getUsername();

  Collection<? extends GrantedAuthority> getAuthorities();

  /** Configured names of recipients; {@code null} for all. */
  @Nullable Set<String> recipients();

  default boolean is(Role role) {
    return getAuthorities().stream().anyMatch(a -> ("ROLE_" + role).equals(a.getAuthority()));
  }

  default boolean sees(String recipient) {
    Set<String> recipients = recipients();
    return recipients == null || recipients.contains(recipient);
  }
}
