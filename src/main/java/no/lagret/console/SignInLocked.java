package no.lagret.console;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** After too many failures: not even the right password is looked at. */
final class SignInLocked extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final Duration wait;

  SignInLocked(Duration wait) {
    super("Too many attempts to sign in have failed");
    this.wait = wait;
  }

  /** In how many whole seconds the next attempt is looked at; at least one. */
  long seconds() {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
