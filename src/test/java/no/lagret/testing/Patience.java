package no.lagret.testing;

import java.time.Duration;

/** How long a test waits for what must come: so long that only what never comes is red. */
public final class Patience {

  /** On a busy machine with two processors. */
  public static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

  private Patience() {}
}
