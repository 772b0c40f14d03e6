package no.lagret.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.01S, PT5S, PT5S",
    "PT1S, PT5S, PT20S",
    "PT10S, PT5S, PT1M",
    "PT48H, PT5S, PT1M",
    "PT1S, PT1H, PT1H"
  })
  void waitsLongerAfterALongLookAndNotForDaysAfterOneThatWasHeldUp(
      Duration took, Duration between, Duration pause) {
    assertThat(Rounds.pauseAfter(took.toNanos(), between)).isEqualTo(pause.toNanos());
  }
}
