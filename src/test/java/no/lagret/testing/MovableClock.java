package no.lagret.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The true time, or so much before or after it. */
public final class MovableClock implements InstantSource {

  private volatile Duration offset = Duration.ZERO;
  private volatile @Nullable Instant stoppedAt;

  @Override
  public Instant instant() {
    Instant standing = stoppedAt;
    return standing == null ? Instant.now().plus(offset) : standing;
  }

  /** From now on it stands still, or goes again. */
  public void stands(boolean still) {
    stoppedAt = still ? instant() : null;
  }

  /** From now on it runs so much ahead of the true time, or behind it where negative. */
  public void runsAheadBy(Duration time) {
    offset = time;
  }
}
