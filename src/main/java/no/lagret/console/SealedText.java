package no.lagret.console;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Text that leaves the gateway for a while and comes back as it was: read and made by nobody else.
 */
final class SealedText {

  private static final int IV_BYTES = 16;

  private final AesBytesEncryptor cipher;

  /** With a key that ends with the process. */
  SealedText() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    cipher =
        new AesBytesEncryptor(
            new SecretKeySpec(key, "AES"),
            KeyGenerators.secureRandom(IV_BYTES),
            CipherAlgorithm.GCM);
  }

  /** In letters that a cookie may hold. */
  String seal(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(cipher.encrypt(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Empty where it is not ours, or was changed. */
  Optional<String> open(String sealed) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed);
      return Optional.of(new String(cipher.decrypt(bytes), StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
