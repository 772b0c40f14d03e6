package no.lagret.console;

import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The one way in which passwords are kept. */
final class Passwords {

  static final int COST = 10;

  private Passwords() {}

  static PasswordEncoder bcrypt() {
    return bcrypt(COST);
  }

  /** Those made with another cost are checked all the same. */
  static PasswordEncoder bcrypt(int cost) {
    return new DelegatingPasswordEncoder(
        "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(cost)));
  }
}
