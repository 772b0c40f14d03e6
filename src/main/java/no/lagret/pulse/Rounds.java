package no.lagret.pulse;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at something again and again, on a thread of its own. The more there is to look at, the
 * longer it waits in between: looking takes no more than a twentieth of the time, as long as that
 * is less than a minute. One that was held up, by a broker that was away for hours, is no reason to
 * wait for days. A look that fails is made again; what it would have told is not known, and nothing
 * is told.
 */
public final class Rounds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final int IDLE = 20;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final String name;
  private final Duration between;
  private final Runnable look;
  private final ScheduledExecutorService worker;

  /**
   * @param name of the thread
   * @param between shortest pause between two looks, and before the first
   */
  public Rounds(String name, Duration between, Runnable look) {
    this.name = name;
    this.between = between;
    this.look = look;
    this.worker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    next(0);
  }

  private void next(long tookNanos) {
    try {
      worker.schedule(this::round, pauseAfter(tookNanos, between), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("No more rounds of {}", name, e);
    }
  }

  /** In nanoseconds. */
  static long pauseAfter(long tookNanos, Duration between) {
    long share = Math.min(tookNanos, LONGEST_PAUSE.toNanos()) * IDLE;
    return Math.max(between.toNanos(), Math.min(share, LONGEST_PAUSE.toNanos()));
  }

  private void round() {
    long began = System.nanoTime();
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.debug("The look of {} failed and is made again", name, e);
    }
    next(System.nanoTime() - began);
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
