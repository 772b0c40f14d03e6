package no.lagret.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does what was ordered, one letter at a time, for as long as it takes; after a restart it goes on
 * where it was.
 */
final class JobRunner implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final Duration FIRST_DELAY = Duration.ofMillis(500);
  private static final Duration LONGEST_DELAY = JobTable.LONGEST_DELAY;

  private final JobTable table;
  private final Redelivery redelivery;
  private final Semaphore ordered = new Semaphore(0);
  private volatile boolean running;
  private boolean inTrouble;
  private @Nullable Thread thread;

  JobRunner(JobTable table, Redelivery redelivery) {
    this.table = table;
    this.redelivery = redelivery;
  }

  /** There may be something to do. */
  void wake() {
    ordered.release();
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      thread = new Thread(this::run, "dead-letter-jobs");
      thread.start();
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    wake();
    Thread started = thread;
    if (started != null) {
      try {
        started.join(Duration.ofSeconds(30).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        List<JobLetter> due = table.due();
        for (JobLetter letter : due) {
          if (running) {
            step(letter);
          }
        }
        if (due.isEmpty()) {
          rest(table.untilNext().orElse(LONGEST_DELAY));
        }
        inTrouble = false;
      } catch (RuntimeException e) {
        trouble(e);
        rest(FIRST_DELAY);
      }
    }
  }

  private void step(JobLetter letter) {
    JobLetter.State state;
    try {
      state = redelivery.attempt(letter, table.askedBy(letter.jobId()).orElse("unknown"));
    } catch (RuntimeException e) {
      trouble(e);
      state = JobLetter.State.PENDING;
    }
    if (state == JobLetter.State.PENDING) {
      table.again(letter, delay(letter.tries()));
    } else {
      table.end(letter, state);
      LOG.info(
          "Report {} (dead letter {}) is {} by job {}",
          letter.reportId(),
          letter.letterId(),
          state,
          letter.jobId());
    }
  }

  private static Duration delay(int tries) {
    Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(tries, 10));
    return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
  }

  private void trouble(RuntimeException e) {
    if (!inTrouble) {
      LOG.warn("Jobs go on shortly: {}", e.toString());
    }
    inTrouble = true;
  }

  /** Until something is ordered, and no longer than this: the wall clock may be set meanwhile. */
  private void rest(Duration time) {
    Duration bounded = time.compareTo(LONGEST_DELAY) < 0 ? time : LONGEST_DELAY;
    try {
      ordered.tryAcquire(bounded.toMillis(), TimeUnit.MILLISECONDS);
      ordered.drainPermits();
    } catch (InterruptedException e) {
      running = false;
    }
  }
}
