package no.lagret.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** The users of the settings, checked. */
final class ConfiguredUsers {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final Pattern BCRYPT =
      Pattern.compile("\\{bcrypt}\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

  /** Where in a hash the cost stands. */
  private static final int COST = "{bcrypt}$2a$".length();

  private final Map<String, UserSettings.User> users = new LinkedHashMap<>();

  /**
   * @throws RefusedSetting naming the setting
   */
  ConfiguredUsers(UserSettings settings) {
    for (int i = 0; i < settings.users().size(); i++) {
      UserSettings.User user = settings.users().get(i);
      check("lagret.users[" + i + "]", user);
      if (users.put(user.name(), user) != null) {
        throw new RefusedSetting(
            "lagret.users[" + i + "].name is the name of another user too.",
            "Give each user a name of its own: it stands in the ledger.");
      }
    }
  }

  private static void check(String setting, UserSettings.User user) {
    if (user.name() == null || !NAME.matcher(user.name()).matches()) {
      throw new RefusedSetting(
          setting + ".name is missing or odd.",
          "Use 1 to 64 letters, digits, dots, hyphens, underscores or @.");
    }
    if (user.password() == null || !BCRYPT.matcher(user.password()).matches()) {
      throw new RefusedSetting(
          setting + ".password is not a bcrypt hash.",
          "Run java -jar lagret.jar hash-password and set what it prints, {bcrypt} included."
              + " In YAML, put it in quotes.");
    }
    if (user.roles().isEmpty()) {
      throw new RefusedSetting(
          setting + ".roles is missing.",
          "Give at least one of viewer, operator, approver, engineer.");
    }
  }

  boolean none() {
    return users.isEmpty();
  }

  Set<String> names() {
    return Set.copyOf(users.keySet());
  }

  /** That of the password that takes longest to check: an unknown name must take as long. */
  int highestCost() {
    return users.values().stream()
        .map(UserSettings.User::password)
        .filter(Objects::nonNull)
        .mapToInt(hash -> Integer.parseInt(hash.substring(COST, COST + 2)))
        .max()
        .orElse(Passwords.COST);
  }

  /**
   * One of them.
   *
   * @throws UsernameNotFoundException when there is none of that name
   */
  UserDetails find(String name) {
    UserSettings.User user = users.get(name);
    if (user == null || user.password() == null) {
      throw new UsernameNotFoundException("No such user");
    }
    List<GrantedAuthority> authorities = new ArrayList<>();
    user.roles().forEach(role -> authorities.addAll(role.authorities()));
    return new LocalUser(
        name,
        user.password(),
        authorities,
        user.recipients() == null ? null : Set.copyOf(user.recipients()));
  }
}
