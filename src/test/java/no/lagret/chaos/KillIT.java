package no.lagret.chaos;

import java.nio.file.Path;
import java.time.Duration;
import no.lagret.chaos.agent.Point;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the gateway of one recipient at every step of a report's way. {@code -Dchaos.kills} how
 * often, else as often as {@code -Dchaos.minutes} allow.
 */
@Tag("alone")
class KillIT {

  @Test
  void losesNothingHoweverOftenItIsKilled(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws Exception {
    new Lanes(
            Point.ofHttp(),
            (int) Lanes.number("chaos.kills", 0),
            Duration.ofMinutes(Lanes.number("chaos.minutes", 3)),
            ChaosRun::new)
        .kill(directory);
  }
}
