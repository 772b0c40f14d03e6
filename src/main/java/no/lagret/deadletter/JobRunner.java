package no.lagret.deadletter;

import java.time.Duration;
import java.util.List;
import no.lagret.pulse.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what was ordered, one letter at a time, for as long as it takes; after a restart it goes on
 * where it was.
 */
final class JobRunner extends Worker {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final Duration FIRST_DELAY = Duration.ofMillis(500);
  private static final Duration LONGEST_DELAY = JobTable.LONGEST_DELAY;

  private final JobTable table;
  private final Redelivery redelivery;

  JobRunner(JobTable table, Redelivery redelivery) {
    super("dead-letter-jobs", FIRST_DELAY);
    this.table = table;
    this.redelivery = redelivery;
  }

  @Override
  protected Duration round() {
    List<JobLetter> due = table.due();
    for (JobLetter letter : due) {
      if (isRunning()) {
        step(letter);
      }
    }
    return due.isEmpty() ? untilNext() : Duration.ZERO;
  }

  /** No longer than this: the wall clock may be set meanwhile. */
  private Duration untilNext() {
    return table.untilNext().map(JobRunner::bounded).orElse(LONGEST_DELAY);
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
    return bounded(FIRST_DELAY.multipliedBy(1L << Math.min(tries, 10)));
  }

  private static Duration bounded(Duration delay) {
    return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
  }

  @Override
  protected void tell(Throwable trouble) {
    LOG.warn("Jobs go on shortly: {}", trouble.toString());
  }
}
