package no.lagret.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import no.lagret.testing.OpenSsl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {

  private static final byte[] PDF =
      "%PDF-1.7\nAn invented report of some length, for several blocks.\n%%EOF"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int RSA_2048 = 256;
  private static final int AES_BLOCK = 16;

  @TempDir static Path folder;
  private static OpenSsl portal;
  private static OpenSsl.Pair old;
  private static OpenSsl.Pair current;
  private static OpenSsl.Pair stranger;

  @BeforeAll
  static void makesKeys() {
    portal = new OpenSsl(folder);
    old = portal.pair("old");
    current = portal.pair("current");
    stranger = portal.pair("stranger");
  }

  @Test
  void opensWhatThePortalSealed() {
    Opened opened = ours().open(portal.seals(PDF, current));

    assertThat(opened.content()).isEqualTo(PDF);
    assertThat(opened.keyId()).matches("[0-9a-f]{8}");
    assertThat(opened.toString()).doesNotContain("PDF-1.7");
  }

  @Test
  void opensWithTheOlderKeyWhileThePortalStillSealsToIt() {
    Opened byOld = ours().open(portal.seals(PDF, old));
    Opened byCurrent = ours().open(portal.seals(PDF, current));

    assertThat(byOld.content()).isEqualTo(PDF);
    assertThat(byOld.keyId()).isNotEqualTo(byCurrent.keyId());
  }

  @Test
  void opensFiveMegabytesAndNothingAtAll() {
    byte[] large = new byte[5 * 1024 * 1024];
    new Random(7).nextBytes(large);

    assertThat(ours().open(portal.seals(large, current)).content()).isEqualTo(large);
    assertThat(ours().open(portal.seals(new byte[0], current)).content()).isEmpty();
  }

  @Test
  void opensBerOfIndefiniteLength() {
    byte[] sealed = portal.seals(PDF, current, "-stream", "-indef");

    assertThat(sealed[1]).isEqualTo((byte) 0x80);
    assertThat(ours().open(sealed).content()).isEqualTo(PDF);
  }

  @Test
  void opensWhatNamesItsRecipientByKeyIdentifier() {
    assertThat(ours().open(portal.seals(PDF, current, "-keyid")).content()).isEqualTo(PDF);
  }

  @Test
  void callsAnotherRecipientAMatterOfConfiguration() {
    assertThatExceptionOfType(NoFittingKey.class)
        .isThrownBy(() -> ours().open(portal.seals(PDF, stranger)))
        .withMessageContaining("serial number")
        .withMessageContaining("lagret.keys.private");
    assertThatThrownBy(() -> withoutCertificate().open(portal.seals(PDF, stranger)))
        .isInstanceOf(NoFittingKey.class);
  }

  @Test
  void tellsABrokenWrappedKeyFromAStrangersByTheNamedRecipient() {
    for (String[] naming : new String[][] {{}, {"-keyid"}}) {
      byte[] sealed = portal.seals(PDF, current, naming);
      sealed[wrappedKeyAt(sealed) + 100] ^= 1;

      assertThatThrownBy(() -> ours().open(sealed))
          .isInstanceOf(Unreadable.class)
          .hasMessageContaining("wrapped key");
      // Without a certificate it cannot be told, and waiting loses nothing.
      assertThatThrownBy(() -> withoutCertificate().open(sealed)).isInstanceOf(NoFittingKey.class);
    }
  }

  @Test
  void opensAlthoughTheNamedRecipientIsGarbled() {
    byte[] sealed = portal.seals(PDF, current);
    int name = indexOf(sealed, "current".getBytes(StandardCharsets.US_ASCII), 0);
    sealed[name] ^= 1;

    assertThat(ours().open(sealed).content()).isEqualTo(PDF);
  }

  @Test
  void callsBrokenPaddingOfTheContentUnreadable() {
    byte[] sealed = portal.seals(PDF, current);
    // In CBC this turns the last byte of the padding into one that no padding has.
    sealed[sealed.length - AES_BLOCK - 1] ^= (byte) 0x80;

    assertThatThrownBy(() -> ours().open(sealed))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("key fits");
    assertThatThrownBy(() -> withoutCertificate().open(sealed)).isInstanceOf(Unreadable.class);
  }

  @Test
  void cannotNoticeAFlippedBitWithinTheContent() {
    byte[] sealed = portal.seals(PDF, current);
    sealed[sealed.length - 3 * AES_BLOCK] ^= 1;

    // The contract's cipher does not tell: stamp and digest have to.
    assertThat(ours().open(sealed).content()).isNotEqualTo(PDF).hasSameSizeAs(PDF);
  }

  @Test
  void callsEveryTruncationUnreadable() {
    byte[] der = portal.seals(PDF, current);
    byte[] ber = portal.seals(PDF, current, "-stream", "-indef");

    for (byte[] sealed : List.of(der, ber)) {
      for (int length = 0; length < sealed.length; length++) {
        byte[] cut = Arrays.copyOf(sealed, length);
        assertThatThrownBy(() -> ours().open(cut)).isInstanceOf(Unreadable.class);
      }
      byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
      assertThatThrownBy(() -> ours().open(longer)).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void callsGarbageAndPlainPdfAndNothingUnreadable() {
    byte[] garbage = new byte[1000];
    new Random(7).nextBytes(garbage);

    for (byte[] bytes : List.of(garbage, PDF, new byte[0])) {
      assertThatThrownBy(() -> ours().open(bytes))
          .isInstanceOf(Unreadable.class)
          .hasMessageStartingWith("No CMS");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void knowsOnlyTwoWaysToFailWhateverBitIsFlipped(long seed) {
    byte[] sealed = portal.seals(PDF, current);
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      byte[] flipped = sealed.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        ours().open(flipped);
      } catch (NoFittingKey | Unreadable expected) {
        assertThat(expected).hasMessageNotContaining("invented");
      }
    }
  }

  @Test
  void survivesValuesNestedWithoutEnd() {
    byte[] head = {
      0x30, (byte) 0x80, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 13, 1, 7, 3
    };
    int depth = 200_000;
    byte[] nested = new byte[head.length + depth * 4 + 2];
    System.arraycopy(head, 0, nested, 0, head.length);
    for (int i = 0; i < depth; i++) {
      nested[head.length + 2 * i] = (byte) (i == 0 ? 0xA0 : 0x30);
      nested[head.length + 2 * i + 1] = (byte) 0x80;
    }

    assertThat(SealedBytes.wholeDer(nested)).isTrue();
    assertThatThrownBy(() -> ours().open(nested)).isInstanceOf(Unreadable.class);
  }

  private static Keyring loadedRing;

  private static Keyring ours() {
    if (loadedRing == null) {
      loadedRing = Keyring.load(List.of(current.key(), old.key()), current.certificate());
    }
    return loadedRing;
  }

  private static Keyring withoutCertificate() {
    return Keyring.load(List.of(current.key(), old.key()), null);
  }

  /** Octet string of 256 bytes: 04 82 01 00. */
  private static int wrappedKeyAt(byte[] sealed) {
    byte[] header = {4, (byte) 0x82, (byte) (RSA_2048 >> 8), (byte) RSA_2048};
    return indexOf(sealed, header, 0) + header.length;
  }

  private static int indexOf(byte[] bytes, byte[] part, int from) {
    for (int i = from; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
