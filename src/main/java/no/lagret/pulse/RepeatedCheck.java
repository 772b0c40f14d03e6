package no.lagret.pulse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.report.Moment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one check at an interval, on a thread of its own: one that hangs makes no other old. */
public final class RepeatedCheck implements Checked, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RepeatedCheck.class);

  /** A check may take as long again before the one before it says nothing any more. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final Subject subject;
  private final Duration between;
  private final InstantSource clock;
  private final Callable<Boolean> check;
  private final ScheduledExecutorService worker;
  private volatile @Nullable Moment lastHeld;
  private volatile boolean failing;

  /**
   * @param first how long after now it is made first
   * @param check whether it holds; an exception says that it does not
   */
  public RepeatedCheck(
      Subject subject,
      Duration first,
      Duration between,
      InstantSource clock,
      Callable<Boolean> check) {
    this.subject = subject;
    this.between = between;
    this.clock = clock;
    this.check = check;
    this.worker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "check-" + subject);
              thread.setDaemon(true);
              return thread;
            });
    worker.scheduleWithFixedDelay(
        this::look, first.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Makes the check once more as soon as its thread is free. */
  public void soon() {
    worker.execute(this::look);
  }

  private void look() {
    boolean held = false;
    try {
      Moment before = Moment.now(clock);
      held = check.call();
      if (held) {
        lastHeld = before;
      }
    } catch (Exception e) {
      LOG.debug("Check of {} failed", subject, e);
    }
    failing = !held;
  }

  @Override
  public Subject subject() {
    return subject;
  }

  @Override
  public @Nullable Moment lastHeld() {
    return lastHeld;
  }

  @Override
  public boolean failing() {
    return failing;
  }

  @Override
  public Duration goodFor() {
    return between.multipliedBy(2).plus(SLACK);
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
