package no.lagret.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import no.lagret.broker.LyingMessage.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What lies in a queue may be damaged, and is listed all the same. */
class LyingMessageTest {

  private static final String NAME = "LagretLastFailureAt";

  @Test
  void tellsTheTimesOfAMessage() {
    LyingMessage message = message("1761354000000");
    assertThat(message.time(NAME)).isEqualTo(Instant.parse("2025-10-25T01:00:00Z"));
    assertThat(message.scheduledFor()).isEqualTo(message.time(NAME));
    assertThat(message.time("LagretFirstFailureAt")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "never", "-1", "1.5", "99999999999999999999"})
  void takesATimeThatIsNoneForNone(String value) {
    assertThat(message(value).time(NAME)).isNull();
    assertThat(message(value).scheduledFor()).isNull();
  }

  @Test
  void takesANumberThatIsNoneForZero() {
    assertThat(message("7").number(NAME)).isEqualTo(7);
    for (String value : List.of("", "-1", "x", "99999999999")) {
      assertThat(message(value).number(NAME)).isZero();
    }
  }

  private static LyingMessage message(String time) {
    return LyingMessage.of(
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("messageID", 7)
            .put(NAME, time)
            .put("_AMQ_SCHED_DELIVERY", time),
        Queue.REPORTS.address(),
        Where.SCHEDULED);
  }
}
