package no.lagret.delivery;

import java.util.HashSet;
import java.util.Set;

/**
 * Who may be in work at the same time: one message of a report, one report alone when it is a
 * suspect, one at a time when something seems to be wrong with all of them.
 */
final class WorkGate {

  /** How long the place is kept free for a suspect: should it be gone, the others go on. */
  private static final long KEPT_FREE_NANOS = 10_000_000_000L;

  private final Set<String> inWork = new HashSet<>();
  private long aloneWantedUntil = System.nanoTime();
  private boolean alone;

  /** Whether the report may be worked on now; if so, {@link #leave} must follow. */
  synchronized boolean enter(String report, boolean oneAtATime) {
    if (alone || System.nanoTime() - aloneWantedUntil < 0 || (oneAtATime && !inWork.isEmpty())) {
      return false;
    }
    return inWork.add(report);
  }

  /**
   * Whether the report may be worked on now with nothing else in work. A no keeps others out from
   * now on, so that the next try finds the place empty.
   */
  synchronized boolean enterAlone(String report) {
    if (!inWork.isEmpty()) {
      aloneWantedUntil = System.nanoTime() + KEPT_FREE_NANOS;
      return false;
    }
    aloneWantedUntil = System.nanoTime();
    alone = true;
    return inWork.add(report);
  }

  synchronized void leave(String report) {
    inWork.remove(report);
    alone = false;
  }
}
