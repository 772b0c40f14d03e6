package no.lagret.ledger;

import java.time.Duration;
import no.lagret.pulse.Checked;
import no.lagret.pulse.Subject;
import no.lagret.report.Moment;
import org.jspecify.annotations.Nullable;

/** Whether every report that the ledger knows was found where it should be. */
public final class CensusCheck implements Checked {

  private static final Duration SLACK = Duration.ofMinutes(5);

  private final Census census;
  private final Duration interval;

  /**
   * @param interval at which a census is taken
   */
  public CensusCheck(Census census, Duration interval) {
    this.census = census;
    this.interval = interval;
  }

  @Override
  public Subject subject() {
    return Subject.CENSUS;
  }

  @Override
  public @Nullable Moment lastHeld() {
    Census.Result last = census.last();
    return last == null || last.missing() > 0 ? null : last.at();
  }

  @Override
  public boolean failing() {
    Census.Result last = census.last();
    return last != null && last.missing() > 0;
  }

  @Override
  public Duration goodFor() {
    return interval.multipliedBy(2).plus(SLACK);
  }
}
