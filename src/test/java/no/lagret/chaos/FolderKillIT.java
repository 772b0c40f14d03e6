package no.lagret.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import no.lagret.chaos.agent.Point;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the gateway of two recipients, a municipality over HTTP and a district whose case system
 * imports from a folder: at the steps that only a report over files takes, and with {@code
 * -Dchaos.kills} at all of them, each as often as {@link KillIT} hits one.
 */
@Tag("alone")
class FolderKillIT {

  /** Each point of the files once, and one at any moment. */
  private static final int FEW = 10;

  @Test
  void losesNothingHoweverOftenItIsKilled(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws Exception {
    int ofHttp = (int) Lanes.number("chaos.kills", 0);
    Set<Point> points = EnumSet.copyOf(Point.ofFilesAlone());
    if (ofHttp > 0) {
      points.addAll(Point.ofHttp());
    }
    int others = Point.ofHttp().size();
    int wanted = ofHttp == 0 ? FEW : (ofHttp * points.size() + others - 1) / others;
    new Lanes(points, wanted, Duration.ZERO, FolderKillIT::ofTwoRecipients).kill(directory);
  }

  private static ChaosRun ofTwoRecipients(Path directory, String broken) {
    ChaosRun run = new ChaosRun(directory, broken);
    run.withDistrict();
    return run;
  }
}
