package no.lagret.delivery;

/** Reports were in work for longer than anybody waits; nothing was changed. */
public final class StillInWork extends RuntimeException {

  StillInWork(long seconds) {
    super(
        "Reports were still in work after "
            + seconds
            + " s. Nothing was changed, and delivery goes on. Try again when the case system"
            + " answers faster.");
  }
}
