package no.lagret.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few weeks of the same, with a case system that is overloaded more often. */
class ReplayTest {

  private static final List<Municipality> TWO =
      List.of(new Municipality("storvik", 900), new Municipality("testvik", 300));

  private static final int DAYS = 24;

  @TempDir private Path directory;

  private final History history = History.of(7, DAYS, TWO, 0.1);

  @Test
  void losesWithoutNoticeWhatWasConfirmedWithoutAStore() {
    List<Outcome> outcomes = Replay.of(history, TWO, directory, AsItWas::new);

    for (Outcome outcome : outcomes) {
      List<History.Sent> overloaded =
          outcome.sent().stream().filter(History.Sent::overloaded).toList();
      assertThat(outcome.liedTo()).isEqualTo(overloaded.size()).isPositive();
      assertThat(outcome.gone())
          .containsExactlyElementsOf(
              overloaded.stream()
                  .filter(
                      sent ->
                          !sent.on()
                              .plusDays(Town.KEPT)
                              .isAfter(History.BEGINNING.plusDays(DAYS - 1)))
                  .toList());
      assertThat(outcome.alarms()).isEmpty();
    }
    assertThat(outcomes).anySatisfy(outcome -> assertThat(outcome.gone()).isNotEmpty());
  }

  @Test
  void losesNothingThroughTheGatewayAndRaisesAnAlarmForEach() throws IOException {
    Path own = Files.createDirectory(directory.resolve("gateway"));
    List<Outcome> outcomes = Replay.of(history, TWO, own, towns -> new ThroughLagret(own, towns));

    for (Outcome outcome : outcomes) {
      List<String> overloaded =
          outcome.sent().stream()
              .filter(History.Sent::overloaded)
              .map(History.Sent::reportId)
              .toList();
      assertThat(outcome.liedTo()).isEqualTo(overloaded.size()).isPositive();
      assertThat(outcome.gone()).isEmpty();
      assertThat(outcome.alarms()).containsKeys(overloaded.toArray(String[]::new));
    }
  }
}
