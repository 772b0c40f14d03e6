package no.lagret.broker;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;

/** Ends the process when the data directory is not there any more. */
final class DataDirectoryWatch implements AutoCloseable {

  private static final int EVERY_SECONDS = 1;

  private final DataDirectory held;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("data-directory", true));

  DataDirectoryWatch(DataDirectory held) {
    this.held = held;
    watch.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    if (!held.isStillThere()) {
      watch.shutdown();
      LastWords.dataDirectoryGone(held.path());
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
