package no.lagret.portal.svarinn;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.casesystem.ReceiptVerifier;
import no.lagret.portal.PortalHealth;
import no.lagret.report.ClassifiedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks on while another receiver does the work, and compares: what the portal lists and then lists
 * no more must be in the case system, for that receiver has confirmed it.
 */
public final class Observation {

  private static final Logger LOG = LoggerFactory.getLogger(Observation.class);

  private final String recipient;
  private final ObservedTable table;
  private final ReceiptVerifier caseSystem;
  private final PortalHealth health;
  private final Alarms alarms;
  private final InstantSource clock;

  Observation(
      String recipient,
      ObservedTable table,
      ReceiptVerifier caseSystem,
      PortalHealth health,
      Alarms alarms,
      InstantSource clock) {
    this.recipient = recipient;
    this.table = table;
    this.caseSystem = caseSystem;
    this.health = health;
    this.alarms = alarms;
    this.clock = clock;
  }

  /**
   * What was seen so far.
   *
   * @param seen dispatches that the portal listed at any time
   * @param listed of them, still listed
   * @param held of them, in the case system
   * @param missing of them, neither listed nor in the case system
   */
  public record Figures(long seen, long listed, long held, long missing) {}

  public Figures figures() {
    return new Figures(
        table.count("1 = 1"),
        table.count("gone_at is null"),
        table.count("held_at is not null"),
        table.count("gone_at is not null and held_at is null"));
  }

  /** Up to 200 of those that the case system does not have, those that are gone first. */
  public List<Observed> notHeld() {
    return table.notHeld();
  }

  /** Notes what is listed and what is gone, and looks for it in the case system. */
  void look(PortalList list) {
    health.holds();
    Instant now = clock.instant();
    list.dispatches().forEach(listed -> table.seen(listed, now));
    table.gone(list.dispatches().stream().map(Listed::dispatchId).collect(Collectors.toSet()), now);
    lookForThem(now);
  }

  /** Once the gateway does the work itself: what it missed is followed until it is there. */
  void lookAgain() {
    if (alarms.standing().stream()
        .anyMatch(
            alarm ->
                alarm.condition() == Condition.OBSERVED_MISSING
                    && alarm.subject().equals(recipient))) {
      lookForThem(clock.instant());
    }
  }

  private void lookForThem(Instant now) {
    try {
      for (Observed observed : table.notHeld()) {
        if (caseSystem.referenceOf(recipient, observed.reportId()) != null) {
          table.held(observed.dispatchId(), now);
        }
      }
      tell();
    } catch (ClassifiedFailure e) {
      LOG.debug("The case system is asked again at the next poll", e);
    }
  }

  private void tell() {
    if (figures().missing() == 0) {
      alarms.end(Condition.OBSERVED_MISSING, recipient);
      return;
    }
    alarms.begin(
        Condition.OBSERVED_MISSING,
        recipient,
        recipient,
        null,
        "The portal listed reports and lists them no more, and the case system does not have them"
            + " under their ids: whoever receives them now has confirmed them, or KS has printed"
            + " them. GET /api/observation names them; look for them in the case system.");
  }
}
