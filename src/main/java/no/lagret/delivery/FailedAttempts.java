package no.lagret.delivery;

import java.time.Duration;
import java.time.Instant;
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
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.DeadLetterReason;
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
  private final NewCopies copies;
  private final Supervisor supervisor;
  private final Guard guard;
  private final Alarms alarms;
  private final DeliverySettings settings;
  private final InstantSource clock;

  FailedAttempts(
      Queues queues,
      LedgerEvents ledger,
      DeadLetterStamp deadLetters,
      NewCopies copies,
      Supervisor supervisor,
      Guard guard,
      Alarms alarms,
      DeliverySettings settings,
      InstantSource clock) {
    this.queues = queues;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.copies = copies;
    this.supervisor = supervisor;
    this.guard = guard;
    this.alarms = alarms;
    this.settings = settings;
    this.clock = clock;
  }

  /** Called by the default error handling with the exception that ended the attempt. */
  public void settle(Exchange exchange) {
    QueuedReport report = QueuedReport.of(exchange);
    Throwable caught = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    if (caught instanceof Detour detour) {
      detour(report, detour);
    } else if (report.queue() == Queue.CONFIRMATIONS) {
      confirmAgain(report, classified(caught));
    } else {
      failed(report, classified(caught));
    }
  }

  private ClassifiedFailure classified(Throwable caught) {
    return caught instanceof ClassifiedFailure failure ? failure : supervisor.noAnswer(caught);
  }

  private void detour(QueuedReport report, Detour detour) {
    switch (detour.way()) {
      case WAIT ->
          queues.send(
              report.queue(), report.body(), report.properties(), clock.instant().plus(MOMENT));
      case SUSPECT -> {
        QueuedReport next = report.next(report.attempts());
        queues.send(Queue.SUSPECTS, next.body(), next.properties());
        ledger.record(
            LedgerEvent.of(EventType.SUSPECTED, report.dispatch(), next.step())
                .with(Fact.COUNT, report.deliveries()));
        LOG.warn("{} was {}; it is tried alone now", report.dispatch(), detour.getMessage());
      }
      case POISON ->
          deadLetters.put(
              report, DeadLetterReason.POISON, "POISON", "Stopped the gateway several times", null);
      case UNPROVEN -> {
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
      case STORE_LOST -> storeLost(report);
    }
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

  private void failed(QueuedReport report, ClassifiedFailure failure) {
    QueuedReport tried =
        report.next(report.attempts().plus(failure.failureClass(), clock.instant()));
    String id = report.dispatch().reportId();
    switch (failure.failureClass()) {
      case OUTAGE -> {
        if (failure.setting() == null || !failure.setting().startsWith("lagret.keys")) {
          supervisor.outage(id, failure);
        }
        again(tried, failure, delay(tried, failure));
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
      case REFUSAL, CONFLICT -> badOnceTooOften(report, tried, failure);
    }
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
    if (!end || (guarded && guard.holdsBack(report.dispatch().reportId()))) {
      again(tried, failure, delay(tried, failure));
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
      case OUTAGE -> throw new IllegalStateException("An outage never makes a dead letter");
    };
  }

  private Duration delay(QueuedReport tried, ClassifiedFailure failure) {
    Duration backoff = settings.backoff(tried.attempts().total());
    Duration asked = failure.retryAfter();
    return asked != null && asked.compareTo(backoff) > 0 ? asked : backoff;
  }

  private void again(QueuedReport tried, ClassifiedFailure failure, Duration delay) {
    Instant next = clock.instant().plus(delay);
    Queue queue = tried.queue() == Queue.SUSPECTS ? Queue.REPORTS : tried.queue();
    queues.send(queue, tried.body(), tried.properties(), next);
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

  /** A proven confirmation is never dead-lettered: it is tried until the portal takes it. */
  private void confirmAgain(QueuedReport report, ClassifiedFailure failure) {
    QueuedReport tried =
        report.next(report.attempts().plus(failure.failureClass(), clock.instant()));
    Duration delay = delay(tried, failure);
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
        "Stored reports cannot be confirmed to the portal: " + failure.getMessage() + ".");
    LOG.info(
        "{} is stored, the portal is told again in {} s: {}",
        report.dispatch(),
        Math.max(1, delay.toSeconds()),
        failure.getMessage());
  }
}
