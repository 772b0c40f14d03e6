package no.lagret.demo;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords and tokens between the gateway and a stand-in. */
final class DemoSecret {

  private DemoSecret() {}

  static String make() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
