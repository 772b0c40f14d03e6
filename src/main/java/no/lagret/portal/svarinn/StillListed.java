package no.lagret.portal.svarinn;

import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.delivery.Announcements;
import no.lagret.ledger.DispatchRow;
import no.lagret.report.ClassifiedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dispatch that was confirmed and is listed all the same: our confirmation was lost, or the case
 * system lost the report. Looked up there before anything is said again.
 */
final class StillListed {

  private static final Logger LOG = LoggerFactory.getLogger(StillListed.class);

  private final Announcements announcements;
  private final Alarms alarms;

  StillListed(Announcements announcements, Alarms alarms) {
    this.announcements = announcements;
    this.alarms = alarms;
  }

  /**
   * Confirms again on a fresh read-back, or on the word of those who registered it by hand.
   *
   * @return false when the case system does not hold the report any more: it must be fetched again
   */
  boolean toldAgain(DispatchRow known) {
    String id = known.dispatch().dispatchId();
    try {
      if (announcements.again(known)) {
        LOG.info("{} is confirmed and still listed: the portal is told again", known.dispatch());
        alarms.end(Condition.STILL_LISTED, id);
        return true;
      }
    } catch (ClassifiedFailure caseSystemDown) {
      LOG.debug("Looked up at a later poll", caseSystemDown);
      return true;
    }
    alarms.begin(
        Condition.STILL_LISTED,
        id,
        known.dispatch().recipient(),
        known.dispatch().reportId(),
        "Confirmed, and gone from the case system; the portal still has it. It is fetched again."
            + " Call the case system's vendor.");
    return false;
  }
}
