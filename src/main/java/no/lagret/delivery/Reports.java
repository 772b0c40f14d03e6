package no.lagret.delivery;

import java.util.EnumSet;
import java.util.Set;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.Queue;
import no.lagret.casesystem.Form;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Dispatch;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.Oddity;
import no.lagret.report.OpenedReport;
import no.lagret.sealing.Container;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Takes a report from its queue into work: checks the stamp, and opens the bytes in memory. */
public final class Reports {

  private static final int SEEN_BEFORE_SUSPECT = 3;
  private static final int SEEN_ALONE_BEFORE_POISON = 2;

  private final Unsealing unsealing;
  private final KnownOutcomes known;
  private final MemoryRoom room;
  private final WorkGate gate;
  private final PerRecipient<Guard> guards;
  private final BrakeCheck brakes;
  private final Alarms alarms;

  Reports(
      Unsealing unsealing,
      KnownOutcomes known,
      MemoryRoom room,
      WorkGate gate,
      PerRecipient<Guard> guards,
      BrakeCheck brakes,
      Alarms alarms) {
    this.unsealing = unsealing;
    this.known = known;
    this.brakes = brakes;
    this.room = room;
    this.gate = gate;
    this.guards = guards;
    this.alarms = alarms;
  }

  /**
   * Opens the report that the queue delivered. Leaves it as exchange property {@link
   * OpenedReport#PROPERTY}, and its report id as header.
   *
   * @throws ClassifiedFailure DAMAGED when the stamp does not hold, UNREADABLE when the bytes
   *     cannot be opened, OUTAGE when no key of ours fits
   * @throws Detour when it must wait, be tried alone, is set aside, or persons decided of it before
   */
  public void open(Exchange exchange) throws ClassifiedFailure, Detour {
    // Before the body is read: what waits for room shall not take any.
    int taken = room.enter(exchange.getMessage().getHeader(ReportHeaders.SEALED_SIZE));
    afterwards(exchange, () -> room.leave(taken));
    QueuedReport queued = QueuedReport.received(exchange);
    String source = exchange.getFromEndpoint().getEndpointUri();
    if (!queued.queue().isSource(source, queued.dispatch().recipient())) {
      // The steps that follow would hand it to somebody else's case system.
      throw new Detour(Detour.Way.WAIT, "it lay in the queue of another recipient");
    }
    brakes.beforeAttempt(queued.dispatch());
    boolean suspect = queued.queue() == Queue.SUSPECTS;
    if (!suspect && queued.deliveries() >= SEEN_BEFORE_SUSPECT) {
      throw new Detour(Detour.Way.SUSPECT, "seen " + queued.deliveries() + " times");
    }
    if (suspect && queued.deliveries() >= SEEN_ALONE_BEFORE_POISON) {
      throw new Detour(Detour.Way.POISON, "the gateway stopped although nothing else was in work");
    }
    unsealing.checkStamp(queued.dispatch(), queued.stamp(), queued.body());
    enter(exchange, queued, suspect);
    Container inside = inside(queued);
    boolean storedBefore = known.check(queued.dispatch(), inside.pdf());
    exchange.setProperty(
        OpenedReport.PROPERTY,
        new OpenedReport(
            queued.dispatch(),
            inside.documents(),
            oddities(inside),
            queued.attempts().count(FailureClass.FALSE_RECEIPT) > 0,
            storedBefore,
            queued.attempts().handedOverAt()));
    exchange.getMessage().setBody(null);
  }

  private static Set<Oddity> oddities(Container inside) {
    Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
    oddities.addAll(inside.oddities());
    for (Document document : inside.documents()) {
      if (document.fileName().equals(Document.JSON) && Form.read(document.content()).odd()) {
        oddities.add(Oddity.JSON_UNREADABLE);
      }
    }
    return oddities;
  }

  private void enter(Exchange exchange, QueuedReport queued, boolean alone) throws Detour {
    String report = queued.dispatch().recipient() + '/' + queued.dispatch().reportId();
    boolean entered =
        alone
            ? gate.enterAlone(report)
            : gate.enter(report, guards.of(queued.dispatch().recipient()).engaged());
    if (!entered) {
      throw new Detour(Detour.Way.WAIT, "not its turn");
    }
    afterwards(exchange, () -> gate.leave(report));
  }

  private static void afterwards(Exchange exchange, Runnable what) {
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                what.run();
              }
            });
  }

  private Container inside(QueuedReport queued) throws ClassifiedFailure {
    Dispatch dispatch = queued.dispatch();
    try {
      Container inside = unsealing.open(dispatch, queued.body());
      alarms.end(Condition.NO_FITTING_KEY, dispatch.recipient());
      return inside;
    } catch (ClassifiedFailure e) {
      if (e.code().equals(Unsealing.NO_FITTING_KEY)) {
        alarms.begin(
            Condition.NO_FITTING_KEY,
            dispatch.recipient(),
            dispatch.recipient(),
            dispatch.reportId(),
            "No configured key opens what the portal sealed. Add the key to lagret.keys.private;"
                + " reports stay queued.");
      }
      throw e;
    }
  }
}
