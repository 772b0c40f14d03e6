package no.lagret.reconciliation;

import java.time.Duration;
import no.lagret.pulse.Worker;
import no.lagret.recipient.PerRecipient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every confirmed report up in the case system again and again, while the portal still keeps
 * its copy: what is lost after the confirmation can be had again only until then. One at a time,
 * with a pause, so that no case system feels it. A case system that does not answer is asked again
 * a little later; nothing is said of its reports meanwhile, but that nothing is known of them.
 */
final class StoredWatch extends Worker {

  private static final Logger LOG = LoggerFactory.getLogger(StoredWatch.class);
  private static final int AT_A_TIME = 50;
  private static final int SILENT_AFTER = 3;
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

  private final PerRecipient<Duration> retention;
  private final StoredLooks looks;
  private final KeptSweep sweep;
  private final Duration pause;

  /**
   * @param retention for how long the portal of a recipient keeps its copy
   * @param pause between two looks
   */
  StoredWatch(
      PerRecipient<Duration> retention, StoredLooks looks, KeptSweep sweep, Duration pause) {
    super("stored-watch", BETWEEN_ROUNDS);
    this.retention = retention;
    this.looks = looks;
    this.sweep = sweep;
    this.pause = pause;
  }

  @Override
  protected Duration round() {
    boolean[] more = {false};
    retention.forEach((recipient, kept) -> more[0] |= round(recipient, kept));
    sweep.sweep();
    return more[0] ? Duration.ZERO : BETWEEN_ROUNDS;
  }

  /** Whether there is more to look at. */
  private boolean round(String recipient, Duration kept) {
    int unanswered = 0;
    int looked = 0;
    for (String reportId : looks.due(recipient, kept, AT_A_TIME)) {
      if (!isRunning()) {
        return false;
      }
      looked++;
      unanswered = looks.look(recipient, reportId) ? 0 : unanswered + 1;
      if (unanswered == SILENT_AFTER) {
        looks.silent(recipient);
        break;
      }
      rest(pause);
    }
    boolean more = looked == AT_A_TIME;
    if (!more) {
      looks.judge(recipient, kept);
    }
    return more;
  }

  @Override
  protected void tell(Throwable trouble) {
    LOG.warn("Confirmed reports are looked up again shortly: {}", trouble.toString());
  }
}
