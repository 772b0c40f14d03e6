package no.lagret.portal.svarinn;

import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.casesystem.ReceiptVerifier;
import no.lagret.delivery.Confirmations;
import no.lagret.ledger.DispatchRow;
import no.lagret.report.ClassifiedFailure;
import no.lagret.sealing.Proof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dispatch that was confirmed and is listed all the same: our confirmation was lost, or the case
 * system lost the report. Looked up there before anything is said again.
 */
final class StillListed {

  private static final Logger LOG = LoggerFactory.getLogger(StillListed.class);

  private final ReceiptVerifier verifier;
  private final Confirmations confirmations;
  private final Alarms alarms;

  StillListed(ReceiptVerifier verifier, Confirmations confirmations, Alarms alarms) {
    this.verifier = verifier;
    this.confirmations = confirmations;
    this.alarms = alarms;
  }

  /**
   * Confirms again on a fresh read-back.
   *
   * @return false when the case system does not hold the report any more: it must be fetched again
   */
  boolean toldAgain(DispatchRow known) {
    String id = known.dispatch().dispatchId();
    try {
      String pdf = known.knownPdfSha256();
      Proof proof = pdf == null ? null : verifier.proveAgain(known.dispatch(), pdf);
      if (proof != null) {
        LOG.info("{} is confirmed and still listed: the portal is told again", known.dispatch());
        confirmations.announceAgain(known.dispatch(), known.step(), proof);
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
