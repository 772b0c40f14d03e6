package no.lagret.console;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may sign in.
 *
 * @param users none means that nobody can
 */
@ConfigurationProperties("lagret")
record UserSettings(@DefaultValue List<User> users) {

  /**
   * One of them.
   *
   * @param name stands in the ledger as the one who acted
   * @param password its bcrypt hash as the command hash-password prints it
   * @param roles at least one
   * @param recipients whose reports the user sees, by configured name; all where it is not set
   */
  record User(
      @Nullable String name,
      @Nullable String password,
      @DefaultValue Set<Role> roles,
      @Nullable Set<String> recipients) {

    /** Never the password. */
    @Override
    public String toString() {
      return "user " + name + " " + roles;
    }
  }
}
