package no.lagret.console;

import java.util.List;
import org.springframework.security.core.AuthenticationException;

/** Not let in, for one of the listed reasons. */
final class SignInRefused extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final SignInRefusal reason;
  private final List<String> values;

  SignInRefused(SignInRefusal reason) {
    this(reason, List.of());
  }

  /**
   * @param values what the user's claim holds, to be shown to nobody else
   */
  SignInRefused(SignInRefusal reason, List<String> values) {
    super(reason.detail());
    this.reason = reason;
    this.values = List.copyOf(values);
  }

  SignInRefusal reason() {
    return reason;
  }

  List<String> values() {
    return values;
  }
}
