package no.lagret.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.EventRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.PageRequest;

/**
 * How long a gateway that keeps crashing lets the portal be. Each fetch of a report that brings the
 * gateway down may count at the portal, and its patience is short.
 */
final class CrashLoop {

  /** Starts further apart are no loop. */
  private static final Duration CLOSE = Duration.ofMinutes(15);

  /** A machine that is taken down a few times in a row need not wait. */
  private static final int FREE = 3;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private static final EventFilter STARTS_AND_STOPS =
      new EventFilter(
          null, null, null, Set.of(EventType.STARTED, EventType.STOPPED), null, null, null);

  private final Ledger ledger;
  private final Duration longest;
  private final InstantSource clock;

  /**
   * @param longest beyond which the pause does not grow
   */
  CrashLoop(Ledger ledger, Duration longest, InstantSource clock) {
    this.ledger = ledger;
    this.longest = longest;
    this.clock = clock;
  }

  /** The pause for this start, which is not told to the ledger yet. */
  Duration pause() {
    List<LedgerEvent> events =
        ledger.events(STARTS_AND_STOPS, PageRequest.first()).items().stream()
            .map(EventRow::event)
            .toList();
    return pause(crashes(events, clock.instant()), longest);
  }

  /** None after up to three crashes in a row, then 5 s, doubled by each further one. */
  static Duration pause(int crashes, Duration longest) {
    if (crashes <= FREE) {
      return Duration.ZERO;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(crashes - FREE - 1, 20));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }

  /** How many of the last starts, newest first, ended without a good stop and soon. */
  static int crashes(List<LedgerEvent> startsAndStops, Instant now) {
    int crashes = 0;
    Instant later = now;
    for (LedgerEvent event : startsAndStops) {
      if (event.type() != EventType.STARTED
          || Duration.between(event.at(), later).abs().compareTo(CLOSE) > 0) {
        break;
      }
      crashes++;
      later = event.at();
    }
    return crashes;
  }
}
