package no.lagret.pulse;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Works round after round on a thread of its own, for as long as the gateway runs. A round that
 * fails is made again. Stopping waits for what is in hand and interrupts nothing: a file half
 * written or a call half made is worse than some seconds.
 */
public abstract class Worker implements SmartLifecycle {

  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final String name;
  private final Duration afterTrouble;
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean running;
  private boolean inTrouble;
  private boolean failed;
  private @Nullable Thread thread;

  /**
   * @param name of the thread
   * @param afterTrouble how long to rest after a round that failed
   */
  protected Worker(String name, Duration afterTrouble) {
    this.name = name;
    this.afterTrouble = afterTrouble;
  }

  /**
   * One round, which ends early once {@link #isRunning} says no.
   *
   * @return how long to rest after it
   */
  protected abstract Duration round();

  /** Tells, once until all goes well again, that rounds fail. */
  protected abstract void tell(Throwable trouble);

  /** Something failed, and the round goes on, or is made again. */
  protected final void trouble(Throwable trouble) {
    if (!inTrouble && !failed) {
      tell(trouble);
    }
    failed = true;
  }

  /** There may be something to do at once. */
  public final void wake() {
    woken.release();
  }

  /** Until somebody wakes it, and no longer than this. */
  protected final void rest(Duration time) {
    try {
      if (running && woken.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
        woken.drainPermits();
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }

  private void run() {
    while (running) {
      rest(next());
    }
  }

  private Duration next() {
    failed = false;
    try {
      return round();
    } catch (RuntimeException | Error e) {
      // An error that ended the thread would leave nobody at work, and nobody would know.
      trouble(e);
      return afterTrouble;
    } finally {
      inTrouble = failed;
    }
  }

  @Override
  public final synchronized void start() {
    if (!running) {
      running = true;
      thread = new Thread(this::run, name);
      thread.start();
    }
  }

  @Override
  public final synchronized void stop() {
    running = false;
    wake();
    Thread started = thread;
    if (started != null) {
      try {
        started.join(LONGEST_END.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public final boolean isRunning() {
    return running;
  }
}
