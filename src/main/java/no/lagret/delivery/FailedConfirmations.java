package no.lagret.delivery;

import java.time.Duration;
import java.time.InstantSource;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.casesystem.Supervisor;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.DeadLetterReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to a confirmation that did not reach the portal, or may not go there. */
final class FailedConfirmations {

  private static final Logger LOG = LoggerFactory.getLogger(FailedConfirmations.class);

  private final Queues queues;
  private final LedgerEvents ledger;
  private final DeadLetterStamp deadLetters;
  private final NewCopies copies;
  private final PerRecipient<Supervisor> supervisors;
  private final Alarms alarms;
  private final DeliverySettings settings;
  private final InstantSource clock;

  FailedConfirmations(
      Queues queues,
      LedgerEvents ledger,
      DeadLetterStamp deadLetters,
      NewCopies copies,
      PerRecipient<Supervisor> supervisors,
      Alarms alarms,
      DeliverySettings settings,
      InstantSource clock) {
    this.queues = queues;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.copies = copies;
    this.supervisors = supervisors;
    this.alarms = alarms;
    this.settings = settings;
    this.clock = clock;
  }

  /** In the transaction that took it, and always ending in a commit. */
  void settle(QueuedReport report, Throwable caught) {
    if (!(caught instanceof Detour detour)) {
      again(report, supervisors.of(report.dispatch().recipient()).classified(caught));
    } else if (detour.way() == Detour.Way.STORE_LOST) {
      storeLost(report);
    } else {
      unproven(report);
    }
  }

  private void unproven(QueuedReport report) {
    alarms.begin(
        Condition.UNPROVEN_CONFIRMATION,
        report.dispatch().reportId(),
        report.dispatch().recipient(),
        report.dispatch().reportId(),
        "A route tried to confirm without proof. Tell whoever changed the routes; the portal is"
            + " not told.");
    deadLetters.put(
        report,
        DeadLetterReason.UNPROVEN_CONFIRMATION,
        "UNPROVEN",
        "Confirmation without a valid proof",
        null);
  }

  /** Fetched again while the portal has it; else the confirmation waits, and a person is told. */
  private void storeLost(QueuedReport report) {
    String id = report.dispatch().reportId();
    alarms.begin(
        Condition.FALSE_RECEIPT,
        id,
        report.dispatch().recipient(),
        id,
        "Stored and read back, but gone from the case system before the portal was told. It is"
            + " fetched again while the portal has it. Call the case system's vendor.");
    QueuedReport next = report.next(report.attempts());
    ledger.record(LedgerEvent.of(EventType.STORE_LOST, next.dispatch(), next.step()));
    boolean fetched = false;
    try {
      fetched = copies.fetchAgain(report.dispatch(), Attempts.NONE);
    } catch (ClassifiedFailure portalDown) {
      LOG.debug("Fetched again later", portalDown);
    }
    if (!fetched) {
      queues.send(
          Queue.CONFIRMATIONS,
          next.body(),
          next.properties(),
          clock.instant().plus(settings.maxRetryDelay()));
    }
  }

  /** A proven confirmation is never dead-lettered: it is tried until the portal takes it. */
  private void again(QueuedReport report, ClassifiedFailure failure) {
    QueuedReport tried =
        report.next(report.attempts().plus(failure.failureClass(), clock.instant()));
    Duration delay = settings.delay(tried.attempts(), failure);
    queues.send(Queue.CONFIRMATIONS, tried.body(), tried.properties(), clock.instant().plus(delay));
    ledger.record(
        LedgerEvent.of(EventType.CONFIRMATION_FAILED, tried.dispatch(), tried.step())
            .with(Fact.FAILURE_CODE, failure.code())
            .with(Fact.ATTEMPT, tried.attempts().total())
            .with(Fact.NEXT_AT, clock.instant().plus(delay)));
    alarms.begin(
        Condition.CONFIRMATION_FAILING,
        report.dispatch().recipient(),
        report.dispatch().recipient(),
        null,
        "Stored reports cannot be confirmed to the portal: "
            + Recipients.said(report.dispatch().recipient(), failure)
            + ".");
    LOG.info(
        "{} is stored, the portal is told again in {} s: {}",
        report.dispatch(),
        Math.max(1, delay.toSeconds()),
        failure.getMessage());
  }
}
