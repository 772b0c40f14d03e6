package no.lagret.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import no.lagret.chaos.agent.Point;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the gateway on channel FIKS_IO: at the steps that only this channel takes, and with {@code
 * -Dchaos.kills} at all of them, each as often as {@link KillIT} hits one. Nothing may be lost, and
 * RabbitMQ may give nothing up, which it does with a message that it pushed three times in vain.
 */
@Tag("alone")
class FiksIoKillIT {

  /** Each point of the channel once, and one at any moment. */
  private static final int FEW = 8;

  @Test
  void losesNothingHoweverOftenItIsKilled(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws Exception {
    int ofSvarinn = (int) Lanes.number("chaos.kills", 0);
    Set<Point> points = ofSvarinn == 0 ? Point.ofFiksIoAlone() : Point.ofFiksIo();
    int others = Point.ofHttp().size();
    int wanted = ofSvarinn == 0 ? FEW : (ofSvarinn * points.size() + others - 1) / others;
    new Lanes(points, wanted, Duration.ZERO, ChaosRun::onFiksIo).kill(directory);
  }
}
