package no.lagret.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import no.lagret.ledger.EventType;
import no.lagret.ledger.LedgerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashLoopTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 0", "4, 5", "5, 10", "6, 20", "9, 160", "10, 300", "200, 300"})
  void growsWithEachCrashUpToABound(int crashes, int seconds) {
    assertThat(CrashLoop.pause(crashes, Duration.ofMinutes(5)))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void neverPausesWhereTheLongestIsNone() {
    assertThat(CrashLoop.pause(50, Duration.ZERO)).isZero();
  }

  @Test
  void countsBackToTheLastGoodStop() {
    List<LedgerEvent> events =
        events(EventType.STARTED, EventType.STARTED, EventType.STOPPED, EventType.STARTED);
    assertThat(CrashLoop.crashes(events, Instant.now())).isEqualTo(2);
  }

  @Test
  void doesNotCountStartsThatAreFarApart() {
    List<LedgerEvent> events = events(EventType.STARTED, EventType.STARTED);
    assertThat(CrashLoop.crashes(events, Instant.now().plus(Duration.ofHours(1)))).isZero();
  }

  private static List<LedgerEvent> events(EventType... types) {
    return Arrays.stream(types).map(type -> LedgerEvent.of(type, (String) null)).toList();
  }
}
