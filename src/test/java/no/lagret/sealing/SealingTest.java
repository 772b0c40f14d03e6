package no.lagret.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import no.lagret.testing.OpenSsl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {

  @TempDir Path folder;

  @Test
  void sealsAsThePortalDoesSoThatOthersCanOpenIt() {
    OpenSsl openssl = new OpenSsl(folder);
    OpenSsl.Pair pair = openssl.pair("ours");
    Keyring keyring = Keyring.load(List.of(pair.key()), pair.certificate());
    byte[] clear = new byte[70_000];
    new Random(7).nextBytes(clear);

    byte[] sealed = keyring.seal(clear);

    assertThat(keyring.canSeal()).isTrue();
    assertThat(openssl.opens(sealed, pair)).isEqualTo(clear);
    assertThat(keyring.open(sealed).content()).isEqualTo(clear);
    assertThat(SealedBytes.kindOf(sealed)).isEqualTo(SealedBytes.Kind.CMS);
    assertThat(SealedBytes.wholeDer(sealed)).isTrue();
    assertThat(sealed[1]).as("a definite length").isEqualTo((byte) 0x83);
    assertThat(openssl.prints(sealed))
        .contains("aes-256-cbc", "rsaesOaep", "mgf1", "sha256")
        .doesNotContain("sha1");
  }

  @Test
  void saysWhatIsMissingWithoutACertificate() {
    OpenSsl.Pair pair = new OpenSsl(folder).pair("ours");
    Keyring keyring = Keyring.load(List.of(pair.key()), null);

    assertThat(keyring.canSeal()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> keyring.seal(new byte[1]))
        .withMessageContaining("lagret.keys.certificate");
  }
}
