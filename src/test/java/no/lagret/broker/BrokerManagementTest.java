package no.lagret.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import no.lagret.broker.LyingMessage.Where;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A census that is not told of all that lies there takes reports for lost. */
class BrokerManagementTest {

  /** More than Artemis lists by itself, and than is asked for at once. */
  private static final int MANY = 1_200;

  @TempDir Path directory;

  @Test
  void listsAllThatLiesInAQueue() throws Exception {
    Instant later = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(3600);
    try (OwnBroker broker = new OwnBroker(directory)) {
      send(broker, null);
      send(broker, later);
      List<LyingMessage> lying = broker.lying(Queue.REPORTS);
      assertThat(lying).hasSize(2 * MANY);
      assertThat(lying).extracting(LyingMessage::brokerId).doesNotHaveDuplicates();
      assertThat(lying).filteredOn(message -> message.where() == Where.READY).hasSize(MANY);
      assertThat(lying).allMatch(m -> m.properties().equals(Map.of("LagretReport", "r")));
      assertThat(lying)
          .filteredOn(message -> message.where() == Where.SCHEDULED)
          .allMatch(message -> later.equals(message.scheduledFor()));
      assertThat(broker.lyingByManagementAlone(Queue.REPORTS))
          .as("as of a broker elsewhere")
          .containsExactlyInAnyOrderElementsOf(lying);
    }
  }

  private static void send(OwnBroker broker, @Nullable Instant notBefore) {
    broker
        .queues()
        .together(
            () -> {
              for (int i = 0; i < MANY; i++) {
                broker
                    .queues()
                    .send(Queue.REPORTS, new byte[] {1}, Map.of("LagretReport", "r"), notBefore);
              }
            });
  }
}
