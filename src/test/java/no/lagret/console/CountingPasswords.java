package no.lagret.console;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Checks passwords as the gateway does, and counts how often. */
final class CountingPasswords implements PasswordEncoder {

  private final PasswordEncoder bcrypt = Passwords.bcrypt(4);
  private int checked;
  private Runnable meanwhile = () -> {};

  int checked() {
    return checked;
  }

  /** Done once, while the next password is looked at. */
  void whileChecking(Runnable happens) {
    meanwhile = happens;
  }

  /** How the attempt ended; null when it was let in. */
  @Nullable AuthenticationException attempt(
      AuthenticationProvider signIn, String name, String password) {
    try {
      signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password));
      return null;
    } catch (AuthenticationException e) {
      return e;
    }
  }

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return bcrypt.encode(password);
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    checked++;
    meanwhile.run();
    meanwhile = () -> {};
    return bcrypt.matches(password, hash);
  }
}
