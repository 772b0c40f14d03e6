package no.lagret.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import no.lagret.testing.OpenSsl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

  @TempDir Path folder;
  private OpenSsl openssl;
  private OpenSsl.Pair pair;

  @BeforeEach
  void makesAKey() {
    openssl = new OpenSsl(folder);
    pair = openssl.pair("ours");
  }

  @Test
  void namesAMissingFile() {
    refuses(folder.resolve("nowhere.pem"), "does not exist");
  }

  @Test
  void refusesAKeyThatOthersCanRead() throws IOException {
    for (String mode : List.of("rw-r-----", "rw----r--", "rwx------")) {
      Files.setPosixFilePermissions(pair.key(), PosixFilePermissions.fromString(mode));
      refuses(pair.key(), "chmod 600 " + pair.key());
    }
    Files.setPosixFilePermissions(pair.key(), PosixFilePermissions.fromString("r--------"));
    assertThat(Keyring.load(List.of(pair.key()), null)).isNotNull();
  }

  @Test
  void saysHowToConvertAKeyThatIsNotPkcs8() {
    Path pkcs1 = folder.resolve("pkcs1.pem");
    openssl.run(
        List.of("rsa", "-traditional", "-in", pair.key().toString(), "-out", pkcs1.toString()));
    refuses(guarded(pkcs1), "not in PKCS#8");
  }

  @Test
  void refusesAnEncryptedKey() {
    Path encrypted = folder.resolve("encrypted.pem");
    openssl.run(
        List.of(
            "pkcs8",
            "-topk8",
            "-in",
            pair.key().toString(),
            "-out",
            encrypted.toString(),
            "-passout",
            "pass:secret"));
    refuses(guarded(encrypted), "is encrypted");
  }

  @Test
  void refusesAKeyThatIsNotRsa() {
    Path elliptic = folder.resolve("elliptic.pem");
    openssl.run(
        List.of(
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-out",
            elliptic.toString()));
    refuses(guarded(elliptic), "not RSA");
  }

  @Test
  void refusesACertificateInPlaceOfAKeyAndAHalfKey() throws IOException {
    refuses(guarded(pair.certificate()), "PRIVATE KEY");
    String pem = Files.readString(pair.key());
    Path half =
        Files.writeString(
            folder.resolve("half.pem"), pem.substring(0, 418) + "-----END PRIVATE KEY-----\n");
    refuses(guarded(half), "not a whole RSA key");
    refuses(guarded(Files.writeString(folder.resolve("cut.pem"), pem.substring(0, 455))), "PEM");
    refuses(guarded(Files.createFile(folder.resolve("empty.pem"))), "PEM");
    refuses(Files.createDirectory(folder.resolve("folder.pem")), "cannot be read");
  }

  @Test
  void refusesACertificateOfAnotherKey() {
    OpenSsl.Pair other = openssl.pair("other");
    assertThatExceptionOfType(KeyTrouble.class)
        .isThrownBy(() -> Keyring.load(List.of(pair.key()), other.certificate()))
        .withMessageContaining("belongs to none")
        .satisfies(trouble -> assertThat(trouble.file()).isEqualTo(other.certificate()));
  }

  private static Path guarded(Path file) {
    try {
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void refuses(Path file, String saying) {
    assertThatExceptionOfType(KeyTrouble.class)
        .isThrownBy(() -> Keyring.load(List.of(file), null))
        .withMessageContaining(file.toString())
        .withMessageContaining(saying)
        .withNoCause()
        .satisfies(trouble -> assertThat(trouble.getMessage().lines()).hasSizeLessThan(10))
        .satisfies(trouble -> assertThat(trouble.getMessage()).doesNotContain("MII"));
  }
}
