package no.lagret.ledger;

import static no.lagret.ledger.Samples.dispatch;
import static no.lagret.ledger.Samples.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import no.lagret.report.Digests;
import no.lagret.report.StoredFile;
import org.junit.jupiter.api.Test;

class LedgerEventTest {

  @Test
  void comesBackFromItsCanonicalFormAsItWas() {
    LedgerEvent event = stored(dispatch(), 3).by("kari");
    assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
  }

  @Test
  void hasOneCanonicalForm() {
    LedgerEvent event =
        new LedgerEvent(
            "id-1",
            Instant.parse("2026-11-22T10:00:00.1239Z"),
            EventType.NOTE,
            "default",
            null,
            null,
            null,
            0,
            0,
            "kari",
            new TreeMap<>());
    assertThat(new String(EventJson.write(event), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"actor\":\"kari\",\"at\":\"2026-11-22T10:00:00.123Z\",\"id\":\"id-1\","
                + "\"recipient\":\"default\",\"type\":\"NOTE\",\"v\":1}");
  }

  @Test
  void refusesFreeTextAndDoesNotRepeatIt() {
    LedgerEvent event = stored(dispatch(), 3);
    for (Fact fact : List.of(Fact.REASON, Fact.DETAIL, Fact.SUBJECT, Fact.FILES, Fact.ADAPTER)) {
      assertThatThrownBy(() -> event.with(fact, "Ola\nNordmann"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(fact.name())
          .hasMessageNotContaining("Nordmann");
    }
    assertThatThrownBy(() -> event.with(Fact.DETAIL, "a".repeat(2_001)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotRepeatFileNamesThatTheGatewayDidNotGive() {
    LedgerEvent event =
        stored(dispatch(), 3)
            .withFiles(List.of(new StoredFile("Ola Nordmann.pdf", Digests.sha256(new byte[0]), 1)));
    assertThat(event.fact(Fact.FILES).orElseThrow()).contains("\"other\"").doesNotContain("Ola");
  }

  @Test
  void refusesAMoveThatDoesNotSayOfWhat() {
    assertThatThrownBy(() -> LedgerEvent.of(EventType.CONFIRMED, "default"))
        .hasMessageContaining("must name its dispatch");
    assertThatThrownBy(() -> LedgerEvent.of(EventType.CONFIRMED, dispatch(), 0))
        .hasMessageContaining("step from 1");
    assertThatThrownBy(
            () -> EventJson.write(LedgerEvent.of(EventType.DEAD_LETTERED, dispatch(), 2)))
        .hasMessageContaining("LETTER");
  }
}
