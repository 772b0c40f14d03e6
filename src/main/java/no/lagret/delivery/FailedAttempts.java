package no.lagret.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.casesystem.AwaitsReceipt;
import no.lagret.casesystem.CaseSystemFolder;
import no.lagret.casesystem.Supervisor;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.Dispatch;
import no.lagret.report.FailureClass;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens after an attempt that failed in a known way: again later, fetched again, or laid
 * before a person. Always in the transaction that took the report, and always ending in a commit,
 * so that a rollback means the unexpected.
 */
public final class FailedAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(FailedAttempts.class);
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final Queues queues;
  private final LedgerEvents ledger;
  private final DeadLetterStamp deadLetters;
  private final KnownOutcomes known;
  private final NewCopies copies;
  private final FailedConfirmations confirmations;
  private final FailedHandBacks handBacks;
  private final PerRecipient<Supervisor> supervisors;
  private final PerRecipient<Guard> guards;
  private final Alarms alarms;
  private final DeliverySettings settings;
  private final InstantSource clock;

  FailedAttempts(
      Queues queues,
      LedgerEvents ledger,
      DeadLetterStamp deadLetters,
      KnownOutcomes known,
      NewCopies copies,
      FailedConfirmations confirmations,
      FailedHandBacks handBacks,
      PerRecipient<Supervisor> supervisors,
      PerRecipient<Guard> guards,
      Alarms alarms,
      DeliverySettings settings,
      InstantSource clock) {
    this.queues = queues;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.known = known;
    this.copies = copies;
    this.confirmations = confirmations;
    this.handBacks = handBacks;
    this.supervisors = supervisors;
    this.guards = guards;
    this.alarms = alarms;
    this.settings = settings;
    this.clock = clock;
  }

  /** Called by the default error handling with the exception that ended the attempt. */
  public void settle(Exchange exchange) {
    QueuedReport report = QueuedReport.of(exchange);
    Throwable caught = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    if (report.queue() == Queue.HAND_BACKS) {
      handBacks.settle(report, FailedHandBacks.Asked.of(exchange), caught);
    } else if (caught instanceof Detour detour && detour.way() == Detour.Way.WAIT) {
      queues.send(report.queue(), report.body(), report.properties(), clock.instant().plus(MOMENT));
    } else if (report.queue() == Queue.FETCHES) {
      notFetched(report, caught);
    } else if (report.queue() == Queue.CONFIRMATIONS) {
      confirmations.settle(report, caught);
    } else if (caught instanceof Detour detour) {
      detour(report, detour);
    } else if (caught instanceof AwaitsReceipt awaits) {
      awaitReceipt(report, awaits.atMost());
    } else {
      failed(report, supervisors.of(report.dispatch().recipient()).classified(caught));
    }
  }

  /** The portal keeps its bytes; it is asked until it gives them. */
  private void notFetched(QueuedReport report, Throwable caught) {
    Dispatch dispatch = report.dispatch();
    ClassifiedFailure failure = supervisors.of(dispatch.recipient()).classified(caught);
    QueuedReport tried =
        report.next(report.attempts().plus(failure.failureClass(), clock.instant()));
    if (failure.failureClass() != FailureClass.OUTAGE) {
      deadLetters.put(tried, reason(failure), failure.code(), failure.getMessage(), null);
      return;
    }
    alarms.begin(
        Condition.FETCH_FAILED,
        dispatch.dispatchId(),
        dispatch.recipient(),
        dispatch.reportId(),
        failure.getMessage()
            + ". The report's bytes lie apart at the portal, which keeps them for a day longer than"
            + " the message was good for. They are fetched as soon as it gives them; else ask KS to"
            + " send dispatch "
            + dispatch.dispatchId()
            + " again.");
    again(tried, failure, settings.delay(tried.attempts(), failure));
  }

  private void detour(QueuedReport report, Detour detour) {
    switch (detour.way()) {
      case SUSPECT -> {
        QueuedReport next = report.next(report.attempts());
        queues.send(Queue.SUSPECTS, next.body(), next.properties());
        ledger.record(
            LedgerEvent.of(EventType.SUSPECTED, report.dispatch(), next.step())
                .with(Fact.COUNT, report.deliveries()));
        LOG.warn("{} was {}; it is tried alone now", report.dispatch(), detour.getMessage());
      }
      case SET_ASIDE -> deadLetters.setAside(report, detour.asked());
      case POISON ->
          deadLetters.put(
              report, DeadLetterReason.POISON, "POISON", "Stopped the gateway several times", null);
      case BY_HAND -> known.confirmByHand(report, detour.registered());
      case HANDED_BACK -> known.layBeforeAPerson(report);
      case WAIT, UNPROVEN, STORE_LOST, UNPROVEN_HAND_BACK, HELD_AFTER_ALL, NOTHING_TO_HAND_BACK ->
          throw new IllegalStateException("Settled elsewhere");
    }
  }

  private void failed(QueuedReport report, ClassifiedFailure failure) {
    QueuedReport tried =
        report.next(report.attempts().plus(failure.failureClass(), clock.instant()));
    String id = report.dispatch().reportId();
    switch (failure.failureClass()) {
      case OUTAGE -> {
        if (failure.setting() == null || !failure.setting().startsWith("lagret.keys")) {
          supervisors.of(report.dispatch().recipient()).outage(id, failure);
        }
        again(tried, failure, settings.delay(tried.attempts(), failure));
      }
      case FALSE_RECEIPT -> {
        alarms.begin(
            Condition.FALSE_RECEIPT,
            id,
            report.dispatch().recipient(),
            id,
            failure.getMessage() + ". The portal is not told. Call the case system's vendor.");
        badOnceTooOften(report, tried, failure);
      }
      case UNREADABLE, DAMAGED -> {
        if (failure.failureClass() == FailureClass.DAMAGED) {
          alarms.begin(
              Condition.DAMAGED,
              id,
              report.dispatch().recipient(),
              id,
              failure.getMessage() + ". It is fetched again while the portal has it.");
        }
        boolean first = report.attempts().count(failure.failureClass()) == 0;
        if (!first || !fetchedAgain(report, tried, failure)) {
          badOnceTooOften(report, tried, failure);
        }
      }
      case NO_RECEIPT -> noReceipt(report, tried, failure);
      case REFUSAL, CONFLICT -> badOnceTooOften(report, tried, failure);
    }
  }

  /** From now on, or still: woken before its time, it waits for the rest of it. */
  private void awaitReceipt(QueuedReport report, Duration atMost) {
    Instant now = clock.instant();
    Instant before = report.attempts().handedOverAt();
    Instant since = before == null || before.isAfter(now) ? now : before;
    Instant end = since.plus(atMost);
    if (since.equals(before) && report.queue() == Queue.AWAITING_RECEIPT) {
      queues.send(Queue.AWAITING_RECEIPT, report.body(), report.properties(), end);
      return;
    }
    QueuedReport waiting = report.next(report.attempts().handedOver(since));
    queues.send(Queue.AWAITING_RECEIPT, waiting.body(), waiting.properties(), end);
    ledger.record(
        LedgerEvent.of(EventType.AWAITING, waiting.dispatch(), waiting.step())
            .with(Fact.QUEUE, Queue.AWAITING_RECEIPT.address())
            .with(Fact.NEXT_AT, end));
    supervisors.of(report.dispatch().recipient()).handedOver();
    LOG.info("{} is handed over as files, and waits for its receipt", report.dispatch());
  }

  /** Where the case system takes nothing, the report waits on; else it is handed over once more. */
  private void noReceipt(QueuedReport report, QueuedReport tried, ClassifiedFailure failure) {
    String id = report.dispatch().reportId();
    alarms.begin(
        Condition.RECEIPT_LATE,
        id,
        report.dispatch().recipient(),
        id,
        failure.getMessage() + ". Look whether its import runs; call its vendor.");
    if (failure.code().equals(CaseSystemFolder.NOT_TAKEN)) {
      again(report.next(report.attempts().handedOver(null)), failure, settings.backoff(1));
      return;
    }
    QueuedReport fresh =
        new QueuedReport(
            tried.dispatch(),
            tried.step(),
            tried.attempts().handedOver(null),
            tried.stamp(),
            tried.body(),
            tried.queue(),
            tried.deliveries());
    badOnceTooOften(report, fresh, failure);
  }

  /** Whether a new copy took its place, or it waits because the portal could not be asked. */
  private boolean fetchedAgain(QueuedReport report, QueuedReport tried, ClassifiedFailure failure) {
    try {
      if (!copies.fetchAgain(report.dispatch(), tried.attempts())) {
        return false;
      }
      tell(tried, failure, clock.instant());
      LOG.warn("{} is fetched again: {}", report.dispatch(), failure.getMessage());
      return true;
    } catch (ClassifiedFailure portalDown) {
      again(report.next(report.attempts()), portalDown, settings.backoff(tried.attempts().total()));
      return true;
    }
  }

  private void badOnceTooOften(QueuedReport report, QueuedReport tried, ClassifiedFailure failure) {
    boolean end =
        tried.attempts().count(failure.failureClass()) >= settings.attempts(failure.failureClass());
    boolean guarded = failure.failureClass() != FailureClass.DAMAGED;
    if (!end
        || (guarded
            && guards.of(report.dispatch().recipient()).holdsBack(report.dispatch().reportId()))) {
      again(tried, failure, settings.delay(tried.attempts(), failure));
      return;
    }
    QueuedReport ended =
        new QueuedReport(
            report.dispatch(),
            report.step(),
            tried.attempts(),
            report.stamp(),
            report.body(),
            report.queue(),
            report.deliveries());
    deadLetters.put(
        ended, reason(failure), failure.code(), failure.getMessage(), failure.foreignText());
  }

  private static DeadLetterReason reason(ClassifiedFailure failure) {
    return switch (failure.failureClass()) {
      case REFUSAL -> DeadLetterReason.REFUSED;
      case CONFLICT -> DeadLetterReason.CONFLICT;
      case FALSE_RECEIPT -> DeadLetterReason.FALSE_RECEIPT;
      case UNREADABLE -> DeadLetterReason.UNREADABLE;
      case DAMAGED -> DeadLetterReason.DAMAGED;
      case NO_RECEIPT -> DeadLetterReason.NO_RECEIPT;
      case OUTAGE -> throw new IllegalStateException("An outage never makes a dead letter");
    };
  }

  private void again(QueuedReport tried, ClassifiedFailure failure, Duration delay) {
    Instant next = clock.instant().plus(delay);
    Queue where = tried.queue() == Queue.FETCHES ? Queue.FETCHES : Queue.REPORTS;
    queues.send(where, tried.body(), tried.properties(), next);
    tell(tried, failure, next);
    LOG.info(
        "{} stays queued, next attempt in {} s: {}",
        tried.dispatch(),
        Math.max(1, delay.toSeconds()),
        failure.getMessage());
    LOG.debug("Why", failure);
  }

  private void tell(QueuedReport tried, ClassifiedFailure failure, Instant next) {
    ledger.record(
        LedgerEvent.of(EventType.ATTEMPT_FAILED, tried.dispatch(), tried.step())
            .with(Fact.FAILURE_CLASS, failure.failureClass())
            .with(Fact.FAILURE_CODE, failure.code())
            .with(Fact.ATTEMPT, tried.attempts().total())
            .with(Fact.NEXT_AT, next));
  }
}
