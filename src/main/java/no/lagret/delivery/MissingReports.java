package no.lagret.delivery;

import no.lagret.broker.Queues;
import no.lagret.ledger.Census;
import no.lagret.ledger.DispatchRow;
import no.lagret.recipient.UnknownRecipient;
import no.lagret.report.ClassifiedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back a report that is in no queue: proved anew where the case system has it, else fetched
 * again from the portal.
 */
final class MissingReports implements Census.Remedies {

  private static final Logger LOG = LoggerFactory.getLogger(MissingReports.class);

  private final Announcements announcements;
  private final NewCopies copies;
  private final Queues queues;

  MissingReports(Announcements announcements, NewCopies copies, Queues queues) {
    this.announcements = announcements;
    this.copies = copies;
    this.queues = queues;
  }

  @Override
  public boolean recover(DispatchRow missing) {
    try {
      return proved(missing) || fetchedAgain(missing);
    } catch (ClassifiedFailure | UnknownRecipient e) {
      LOG.debug("Tried again later", e);
      return false;
    }
  }

  private boolean proved(DispatchRow missing) throws ClassifiedFailure {
    if (!announcements.again(missing)) {
      return false;
    }
    LOG.warn("{} is in the case system: proved anew", missing.dispatch());
    return true;
  }

  private boolean fetchedAgain(DispatchRow missing) throws ClassifiedFailure {
    boolean[] fetched = {false};
    ClassifiedFailure[] failed = {null};
    queues.together(
        () -> {
          try {
            fetched[0] = copies.fetchAgain(missing.dispatch(), Attempts.NONE);
          } catch (ClassifiedFailure e) {
            failed[0] = e;
          }
        });
    if (failed[0] != null) {
      throw failed[0];
    }
    if (fetched[0]) {
      LOG.warn("{} is fetched again from the portal", missing.dispatch());
    }
    return fetched[0];
  }
}
