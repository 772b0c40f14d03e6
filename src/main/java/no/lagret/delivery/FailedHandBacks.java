package no.lagret.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
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
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to a hand-back that did not reach the portal, or may not go there. */
final class FailedHandBacks {

  private static final Logger LOG = LoggerFactory.getLogger(FailedHandBacks.class);
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final Queues queues;
  private final LedgerEvents ledger;
  private final DeadLetterStamp deadLetters;
  private final PerRecipient<Supervisor> supervisors;
  private final Alarms alarms;
  private final DeliverySettings settings;
  private final InstantSource clock;

  FailedHandBacks(
      Queues queues,
      LedgerEvents ledger,
      DeadLetterStamp deadLetters,
      PerRecipient<Supervisor> supervisors,
      Alarms alarms,
      DeliverySettings settings,
      InstantSource clock) {
    this.queues = queues;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.supervisors = supervisors;
    this.alarms = alarms;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What was asked for, as it lay in the queue: it must be in every copy.
   *
   * @param properties those that a report alone does not have
   */
  record Asked(Map<String, Object> properties) {

    private static final String PROPERTY = "askedHandBack";

    static void keep(Exchange exchange) {
      Map<String, Object> asked = new HashMap<>();
      for (String name :
          new String[] {ReportHeaders.HAND_BACK, ReportHeaders.LETTER, ReportHeaders.REASON}) {
        Object value = exchange.getMessage().getHeader(name);
        if (value != null) {
          asked.put(name, value);
        }
      }
      exchange.setProperty(PROPERTY, new Asked(asked));
    }

    static Asked of(Exchange exchange) {
      Asked asked = exchange.getProperty(PROPERTY, Asked.class);
      return asked == null ? new Asked(Map.of()) : asked;
    }

    /** Why it was a dead letter before. */
    DeadLetterReason reason() {
      for (DeadLetterReason reason : DeadLetterReason.values()) {
        if (reason.name().equals(properties.get(ReportHeaders.REASON))) {
          return reason;
        }
      }
      return DeadLetterReason.BACKSTOP;
    }
  }

  /** In the transaction that took it, and always ending in a commit. */
  void settle(QueuedReport report, Asked asked, Throwable caught) {
    if (!(caught instanceof Detour detour)) {
      again(report, asked, supervisors.of(report.dispatch().recipient()).classified(caught));
      return;
    }
    switch (detour.way()) {
      case WAIT -> send(report, asked, clock.instant().plus(MOMENT));
      case HELD_AFTER_ALL ->
          dead(report, asked, "HELD_AFTER_ALL", "Not handed back: the case system may hold it");
      case NOTHING_TO_HAND_BACK ->
          dead(report, asked, "PORTAL_GONE", "Not handed back: the portal knows it no more");
      default -> {
        alarms.begin(
            Condition.UNPROVEN_CONFIRMATION,
            report.dispatch().reportId(),
            report.dispatch().recipient(),
            report.dispatch().reportId(),
            "A route tried to hand a report back without proof. Tell whoever changed the routes;"
                + " the portal is not told.");
        dead(report, asked, "UNPROVEN_HAND_BACK", "Hand-back without a valid proof");
      }
    }
  }

  /** As the same kind of dead letter that it was, with a new id. */
  private void dead(QueuedReport report, Asked asked, String code, String detail) {
    deadLetters.put(report, asked.reason(), code, detail, null);
  }

  /** What persons decided is never dropped: it is tried until the portal takes it. */
  private void again(QueuedReport report, Asked asked, ClassifiedFailure failure) {
    QueuedReport tried =
        new QueuedReport(
            report.dispatch(),
            report.step(),
            report.attempts().plus(failure.failureClass(), clock.instant()),
            report.stamp(),
            report.body(),
            report.queue(),
            report.deliveries());
    Duration delay = settings.delay(tried.attempts(), failure);
    Instant next = clock.instant().plus(delay);
    send(tried, asked, next);
    ledger.record(
        LedgerEvent.of(EventType.HAND_BACK_FAILED, tried.dispatch(), tried.step())
            .with(Fact.LETTER, asked.properties().get(ReportHeaders.LETTER))
            .with(Fact.FAILURE_CODE, failure.code())
            .with(Fact.ATTEMPT, tried.attempts().total())
            .with(Fact.NEXT_AT, next));
    alarms.begin(
        Condition.HAND_BACK_FAILING,
        report.dispatch().recipient(),
        report.dispatch().recipient(),
        null,
        "The portal cannot be told that reports are handed back: "
            + Recipients.said(report.dispatch().recipient(), failure)
            + ".");
    LOG.info(
        "{} is to be handed back, the portal is told again in {} s: {}",
        report.dispatch(),
        Math.max(1, delay.toSeconds()),
        failure.getMessage());
  }

  /** At the same step: by the ledger it is a dead letter until the portal was told. */
  private void send(QueuedReport report, Asked asked, Instant notBefore) {
    Map<String, Object> properties = report.properties();
    properties.putAll(asked.properties());
    queues.send(Queue.HAND_BACKS, report.body(), properties, notBefore);
  }
}
