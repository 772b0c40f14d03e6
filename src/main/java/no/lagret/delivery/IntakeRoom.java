package no.lagret.delivery;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether anything new may be taken in. Intake stops before the broker's own limit, at which every
 * send blocks and delivery's own too: so the queues can still be emptied, and the portal keeps what
 * is not taken.
 */
public final class IntakeRoom implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IntakeRoom.class);
  private static final String SUBJECT = "data-directory";

  private final Path dataDirectory;
  private final int limitPercent;
  private final Alarms alarms;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("intake-room", true));

  /**
   * @param limitPercent of the disk in use, from which nothing is taken
   * @param everySeconds how often the alarm follows the disk; intake looks each time it asks
   */
  IntakeRoom(Path dataDirectory, int limitPercent, int everySeconds, Alarms alarms) {
    this.dataDirectory = dataDirectory;
    this.limitPercent = limitPercent;
    this.alarms = alarms;
    watch.scheduleWithFixedDelay(this::isLeft, everySeconds, everySeconds, TimeUnit.SECONDS);
  }

  /** False while the disk of the data directory is nearly full; an alarm stands as long. */
  public boolean isLeft() {
    int used = usedPercent();
    if (used < limitPercent) {
      alarms.end(Condition.DISK, SUBJECT);
      return true;
    }
    alarms.begin(
        Condition.DISK,
        SUBJECT,
        null,
        null,
        "The disk of the data directory is "
            + used
            + " % full: nothing is taken from the portal from "
            + limitPercent
            + " % on, and at 90 % delivery stops too. Free space; it goes on by itself.");
    return false;
  }

  private int usedPercent() {
    try {
      FileStore disk = Files.getFileStore(dataDirectory);
      return (int) (100 - disk.getUsableSpace() * 100 / Math.max(1, disk.getTotalSpace()));
    } catch (IOException e) {
      LOG.debug("The disk does not tell how full it is", e);
      return 100;
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
