package no.lagret.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import no.lagret.report.Channel;
import no.lagret.report.StoredFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofTest {

  @TempDir Path folder;
  private Proofs proofs;

  @BeforeEach
  void takesAKey() {
    proofs = new Proofs(MacKeys.loadOrCreate(List.of(), folder.resolve("proof.key")));
  }

  @Test
  void holdsAfterTravelling() {
    Proof proof = proof();

    Proof arrived = proofs.fromJson(utf8(proofs.toJson(proof)));

    assertThat(proofs.holds(proof)).isTrue();
    assertThat(arrived).isEqualTo(proof);
    assertThat(proofs.holds(arrived)).isTrue();
  }

  @Test
  void holdsWithoutReplyAccount() {
    Proof proof =
        proofs.issue(
            "default",
            Channel.SVARINN,
            "r",
            "d",
            1,
            null,
            Proof.Kind.BY_HAND,
            List.of(),
            "J-1",
            false,
            "adapter",
            Instant.EPOCH);

    assertThat(proofs.holds(proofs.fromJson(utf8(proofs.toJson(proof))))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"default\"|\"other\"",
        "\"FIKS_IO\"|\"SVARINN\"",
        "\"report-1\"|\"report-2\"",
        "\"dispatch-1\"|\"dispatch-2\"",
        "\"generation\":2|\"generation\":3",
        "\"account\"|\"another\"",
        "\"account\"|null",
        "\"STORED\"|\"BY_HAND\"",
        "\"a.pdf\"|\"b.pdf\"",
        "\"aa\"|\"ab\"",
        "\"size\":7|\"size\":8",
        "\"J-1\"|\"J-2\"",
        "\"readBack\":true|\"readBack\":false",
        "\"adapter\"|\"adapted\"",
        "2026-11-20T08:00:00.123Z|2026-11-20T08:00:00.124Z",
        "\"mac\":\"|\"mac\":\"0",
      })
  void doesNotHoldWithAnyFieldAltered(String was, String becomes) {
    String json = proofs.toJson(proof());
    assertThat(json).contains(was);

    Proof altered = proofs.fromJson(utf8(json.replace(was, becomes)));

    assertThat(proofs.holds(altered)).isFalse();
  }

  @Test
  void doesNotHoldWithAnotherKeyOrWithAStamp() {
    MacKeys stampKeys = MacKeys.loadOrCreate(List.of(), folder.resolve("stamp.key"));

    assertThat(new Proofs(stampKeys).holds(proof())).isFalse();
  }

  @Test
  void refusesWhatIsNoProof() {
    String json = proofs.toJson(proof());
    for (String odd :
        List.of(
            "",
            "null",
            "{}",
            "[]",
            "7",
            json + "{}",
            json.replaceFirst("\\{", "{\"more\":1,"),
            json.replaceFirst("\\{", "{\"generation\":2,"),
            json.replace("\"report-1\"", "null"),
            json.replace("\"STORED\"", "\"ELSE\""),
            json.replace("\"STORED\"", "0"),
            json.replace("\"generation\":2", "\"generation\":\"2\""),
            json.replace("\"generation\":2", "\"generation\":2.5"),
            json.replace("\"readBack\":true,", ""),
            json.replace("\"readBack\":true", "\"readBack\":null"),
            json.substring(0, 40),
            " ".repeat(70_000) + json)) {
      assertThatExceptionOfType(NoProof.class)
          .as(odd)
          .isThrownBy(() -> proofs.fromJson(utf8(odd)))
          .withMessageStartingWith("No proof");
    }
  }

  private Proof proof() {
    return proofs.issue(
        "default",
        Channel.FIKS_IO,
        "report-1",
        "dispatch-1",
        2,
        "account",
        Proof.Kind.STORED,
        List.of(new StoredFile("a.pdf", "aa", 7)),
        "J-1",
        true,
        "adapter",
        Instant.parse("2026-11-20T08:00:00.123456Z"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
