package no.lagret.console;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Looks at a name and password only while neither the name nor the address has failed too often,
 * alike for the form and for HTTP Basic, for names that are known and names that are not.
 *
 * <p>Of attempts made at the same time none is told whether it was right once the others have
 * locked the name: many at once give no more guesses than one after the other.
 */
final class ThrottledSignIn implements AuthenticationProvider {

  private final AuthenticationProvider passwords;
  private final SignInFailures failures;
  private final SignInTrail trail;

  ThrottledSignIn(AuthenticationProvider passwords, SignInFailures failures, SignInTrail trail) {
    this.passwords = passwords;
    this.failures = failures;
    this.trail = trail;
  }

  /**
   * @throws SignInLocked without looking at the password
   */
  @Override
  public Authentication authenticate(Authentication attempt) {
    String name = attempt.getName();
    String address = address(attempt);
    refuseWhileLocked(name, address);
    try {
      Authentication signedIn = passwords.authenticate(attempt);
      refuseWhileLocked(name, address);
      return signedIn;
    } catch (BadCredentialsException e) {
      synchronized (failures) {
        refuseWhileLocked(name, address);
        trail.failed(name, failures.add(name, address), failures.waitOfName(name));
      }
      if (!failures.waitOfAddress(address).isZero()) {
        trail.addressLocked();
      }
      throw e;
    }
  }

  private void refuseWhileLocked(String name, String address) {
    Duration wait = failures.wait(name, address);
    if (!wait.isZero()) {
      throw new SignInLocked(wait);
    }
  }

  @Override
  public boolean supports(Class<?> attempt) {
    return passwords.supports(attempt);
  }

  /** Of IPv6 the first half: a whole /64 is commonly one machine's. */
  private static String address(Authentication attempt) {
    if (!(attempt.getDetails() instanceof WebAuthenticationDetails details)) {
      return "";
    }
    String text = details.getRemoteAddress();
    try {
      if (text.contains(":") && InetAddress.getByName(text) instanceof Inet6Address v6) {
        return HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), 8));
      }
    } catch (UnknownHostException e) {
      // Taken as it is.
    }
    return text.substring(0, Math.min(text.length(), 64));
  }
}
