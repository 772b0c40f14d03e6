package no.lagret.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import no.lagret.report.Channel;
import no.lagret.report.Dispatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandBackTest {

  @TempDir Path folder;
  private HandBacks proofs;

  @BeforeEach
  void takesAKey() {
    proofs = new HandBacks(MacKeys.loadOrCreate(List.of(), folder.resolve("proof.key")));
  }

  @Test
  void holdsAfterTravelling() {
    HandBack arrived = travelled(proofs.toJson(proof("ola")));

    assertThat(arrived).isEqualTo(proof("ola"));
    assertThat(proofs.holds(arrived)).isTrue();
    assertThat(arrived.persons()).isEqualTo(2);
  }

  @Test
  void tellsOnePersonFromTwo() {
    HandBack alone = travelled(proofs.toJson(proof(null)));

    assertThat(proofs.holds(alone)).isTrue();
    assertThat(alone.persons()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"default\"|\"other\"",
        "\"SVARINN\"|\"FIKS_IO\"",
        "\"report-1\"|\"report-2\"",
        "\"dispatch-1\"|\"dispatch-2\"",
        "\"generation\":2|\"generation\":3",
        "\"letter-1\"|\"letter-2\"",
        "\"WRONG_RECIPIENT\"|\"CANNOT_BE_OPENED\"",
        "\"approval-1\"|\"approval-2\"",
        "\"kari\"|\"anne\"",
        "\"ola\"|\"anne\"",
        "\"ola\"|null",
        "2026-11-20|2026-11-21",
      })
  void doesNotHoldWithAnythingChanged(String from, String to) {
    String json = proofs.toJson(proof("ola"));
    assertThat(json).contains(from);

    assertThat(proofs.holds(travelled(json.replace(from, to)))).isFalse();
  }

  @Test
  void isNotIssuedToOnePersonAsTwo() {
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> proof("Kari"));
  }

  @Test
  void isNothingElse() {
    for (String other : new String[] {"", "null", "{}", "[]", "no json"}) {
      assertThatExceptionOfType(NoProof.class).isThrownBy(() -> travelled(other));
    }
  }

  private HandBack travelled(String json) {
    return proofs.fromJson(json.getBytes(StandardCharsets.UTF_8));
  }

  private HandBack proof(@Nullable String second) {
    Dispatch dispatch =
        new Dispatch(
            "default",
            Channel.SVARINN,
            "report-1",
            "dispatch-1",
            2,
            null,
            Instant.EPOCH,
            null,
            "0".repeat(64),
            7);
    return proofs.issue(
        dispatch,
        "letter-1",
        HandBack.Reason.WRONG_RECIPIENT,
        "approval-1",
        "kari",
        second,
        Instant.parse("2026-11-20T08:00:00.123Z"));
  }
}
