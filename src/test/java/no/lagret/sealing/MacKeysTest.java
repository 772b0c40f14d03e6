package no.lagret.sealing;

import static no.lagret.sealing.MacKeys.Check.BROKEN;
import static no.lagret.sealing.MacKeys.Check.HOLDS;
import static no.lagret.sealing.MacKeys.Check.UNKNOWN_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MacKeysTest {

  private static final byte[] MESSAGE = {1, 2, 3};

  @TempDir Path folder;

  @Test
  void makesAKeyOnceAndFindsItAgain() throws IOException {
    Path file = folder.resolve("keys/stamp.key");

    String mac = MacKeys.loadOrCreate(List.of(), file).mac(MESSAGE);

    assertThat(mac).matches("[0-9a-f]{8}:[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Base64.getDecoder().decode(Files.readString(file))).hasSize(32);
    assertThat(MacKeys.loadOrCreate(List.of(), file).check(MESSAGE, mac)).isEqualTo(HOLDS);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void noticesEveryChange() {
    MacKeys keys = MacKeys.loadOrCreate(List.of(), folder.resolve("key"));
    String mac = keys.mac(MESSAGE);

    assertThat(keys.check(new byte[] {1, 2, 4}, mac)).isEqualTo(BROKEN);
    assertThat(keys.check(MESSAGE, null)).isEqualTo(BROKEN);
    assertThat(keys.check(MESSAGE, "")).isEqualTo(BROKEN);
    assertThat(keys.check(MESSAGE, mac.toUpperCase())).isEqualTo(BROKEN);
    assertThat(keys.check(MESSAGE, mac.substring(0, 20))).isEqualTo(BROKEN);
    for (int i = 9; i < mac.length(); i++) {
      char other = mac.charAt(i) == '0' ? '1' : '0';
      assertThat(keys.check(MESSAGE, mac.substring(0, i) + other + mac.substring(i + 1)))
          .isEqualTo(BROKEN);
    }
  }

  @Test
  void checksWithOlderKeysAndWritesWithTheNewest() {
    Path older = folder.resolve("older");
    Path newer = folder.resolve("newer");
    String byOlder = MacKeys.loadOrCreate(List.of(), older).mac(MESSAGE);
    String byNewer = MacKeys.loadOrCreate(List.of(), newer).mac(MESSAGE);

    MacKeys both = MacKeys.loadOrCreate(List.of(newer, older), folder.resolve("unused"));

    assertThat(both.mac(MESSAGE)).isEqualTo(byNewer);
    assertThat(both.check(MESSAGE, byOlder)).isEqualTo(HOLDS);
    assertThat(MacKeys.loadOrCreate(List.of(newer), folder).check(MESSAGE, byOlder))
        .isEqualTo(UNKNOWN_KEY);
    assertThat(folder.resolve("unused")).doesNotExist();
  }

  @Test
  void neverMakesAKeyThatWasConfigured() {
    Path missing = folder.resolve("missing");
    assertThatExceptionOfType(KeyTrouble.class)
        .isThrownBy(() -> MacKeys.loadOrCreate(List.of(missing), folder.resolve("unused")))
        .withMessageContaining("does not exist");
    assertThat(missing).doesNotExist();
  }

  @Test
  void refusesWhatIsNoKey() throws IOException {
    Path file = folder.resolve("key");
    MacKeys.loadOrCreate(List.of(), file);
    for (String content : List.of("", "not base64!", "c2hvcnQ=")) {
      Files.writeString(file, content);
      assertThatExceptionOfType(KeyTrouble.class)
          .isThrownBy(() -> MacKeys.loadOrCreate(List.of(), file))
          .withMessageContaining("base64")
          .withNoCause();
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatExceptionOfType(KeyTrouble.class)
        .isThrownBy(() -> MacKeys.loadOrCreate(List.of(), file))
        .withMessageContaining("chmod 600");
  }

  @Test
  void namesTheKeyThatIsMissing() {
    Path file = folder.resolve("new.key");
    MacKeys keys = MacKeys.loadOrCreate(List.of(), file);
    String known = keys.mac(MESSAGE);
    String lost = MacKeys.loadOrCreate(List.of(), folder.resolve("lost.key")).mac(MESSAGE);

    for (Stream<String> macs :
        List.of(Stream.of(lost), Stream.of(lost, lost), Stream.of(known, lost, lost))) {
      assertThatExceptionOfType(KeyTrouble.class)
          .isThrownBy(() -> keys.requireKnown(macs))
          .satisfies(trouble -> assertThat(trouble.file()).isEqualTo(file))
          .withMessageContaining(lost.substring(0, 8));
    }
  }

  @Test
  void takesOneUnknownKeyIdAmongOthersForADamagedOne() {
    MacKeys keys = MacKeys.loadOrCreate(List.of(), folder.resolve("stamp.key"));
    String known = keys.mac(MESSAGE);

    keys.requireKnown(Stream.of(known, "0" + known.substring(1), known, "no mac at all"));
    keys.requireKnown(Stream.of());
  }
}
