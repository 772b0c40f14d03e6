package no.lagret.pulse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import no.lagret.report.Moment;

/** Whether the machine's clock goes: one that stands still makes everything look new for ever. */
public final class ClockCheck implements Callable<Boolean> {

  private static final Duration BETWEEN = Duration.ofSeconds(5);

  /** What time synchronisation may do to it in between. */
  private static final double SLOWEST = 0.5;

  private final InstantSource clock;
  private Moment before;

  private ClockCheck(InstantSource clock) {
    this.clock = clock;
    this.before = Moment.now(clock);
  }

  /** Makes the check every few seconds. */
  public static RepeatedCheck of(InstantSource clock) {
    return new RepeatedCheck(Subject.CLOCK, BETWEEN, BETWEEN, clock, new ClockCheck(clock));
  }

  @Override
  public Boolean call() {
    Moment last = before;
    Duration passed = last.age();
    before = Moment.now(clock);
    Duration shown = Duration.between(last.at(), before.at());
    return shown.toMillis() >= passed.toMillis() * SLOWEST;
  }
}
