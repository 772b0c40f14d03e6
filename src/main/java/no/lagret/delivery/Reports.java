package no.lagret.delivery;

import java.util.List;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.Queue;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.OpenedReport;
import no.lagret.sealing.Keyring;
import no.lagret.sealing.MacKeys;
import no.lagret.sealing.NoFittingKey;
import no.lagret.sealing.SealedBytes;
import no.lagret.sealing.Stamp;
import no.lagret.sealing.Unreadable;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Takes a report from its queue into work: checks the stamp, and opens the bytes in memory. */
public final class Reports {

  private static final int SEEN_BEFORE_SUSPECT = 3;
  private static final int SEEN_ALONE_BEFORE_POISON = 2;

  private final Keyring keys;
  private final MacKeys stampKeys;
  private final MemoryRoom room;
  private final WorkGate gate;
  private final Guard guard;
  private final BrakeCheck brakes;
  private final Alarms alarms;

  Reports(
      Keyring keys,
      MacKeys stampKeys,
      MemoryRoom room,
      WorkGate gate,
      Guard guard,
      BrakeCheck brakes,
      Alarms alarms) {
    this.keys = keys;
    this.stampKeys = stampKeys;
    this.brakes = brakes;
    this.room = room;
    this.gate = gate;
    this.guard = guard;
    this.alarms = alarms;
  }

  /**
   * Opens the report that the queue delivered. Leaves it as exchange property {@link
   * OpenedReport#PROPERTY}, and its report id as header.
   *
   * @throws ClassifiedFailure DAMAGED when the stamp does not hold, UNREADABLE when the bytes
   *     cannot be opened, OUTAGE when no key of ours fits
   * @throws Detour when it must wait, be tried alone, or is set aside
   */
  public void open(Exchange exchange) throws ClassifiedFailure, Detour {
    // Before the body is read: what waits for room shall not take any.
    int taken = room.enter(exchange.getMessage().getHeader(ReportHeaders.SEALED_SIZE));
    afterwards(exchange, () -> room.leave(taken));
    QueuedReport queued = QueuedReport.received(exchange);
    brakes.beforeAttempt(queued.dispatch());
    boolean suspect = queued.queue() == Queue.SUSPECTS;
    if (!suspect && queued.deliveries() >= SEEN_BEFORE_SUSPECT) {
      throw new Detour(Detour.Way.SUSPECT, "seen " + queued.deliveries() + " times");
    }
    if (suspect && queued.deliveries() >= SEEN_ALONE_BEFORE_POISON) {
      throw new Detour(Detour.Way.POISON, "the gateway stopped although nothing else was in work");
    }
    checkStamp(queued);
    enter(exchange, queued, suspect);
    exchange.setProperty(
        OpenedReport.PROPERTY,
        new OpenedReport(
            queued.dispatch(),
            List.of(pdf(queued)),
            queued.attempts().count(FailureClass.FALSE_RECEIPT) > 0));
    exchange.getMessage().setBody(null);
  }

  private void checkStamp(QueuedReport queued) throws ClassifiedFailure {
    byte[] content = Stamp.content(queued.dispatch(), queued.body());
    switch (stampKeys.check(content, queued.stamp())) {
      case HOLDS -> {}
      case BROKEN ->
          throw new ClassifiedFailure(
              FailureClass.DAMAGED, "STAMP", "The copy in the queue is not what was put there");
      case UNKNOWN_KEY ->
          throw new ClassifiedFailure(
                  FailureClass.OUTAGE, "UNKNOWN_STAMP_KEY", "The stamp's key is not configured")
              .causedBySetting("lagret.keys.stamp");
    }
  }

  private void enter(Exchange exchange, QueuedReport queued, boolean alone) throws Detour {
    String report = queued.dispatch().recipient() + '/' + queued.dispatch().reportId();
    boolean entered = alone ? gate.enterAlone(report) : gate.enter(report, guard.engaged());
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

  private Document pdf(QueuedReport queued) throws ClassifiedFailure {
    Dispatch dispatch = queued.dispatch();
    if (SealedBytes.kindOf(queued.body()) != SealedBytes.Kind.CMS) {
      throw unreadable("NO_CMS", "It is neither sealed nor a PDF");
    }
    byte[] clear;
    try {
      clear = keys.open(queued.body()).content();
    } catch (NoFittingKey e) {
      alarms.begin(
          Condition.NO_FITTING_KEY,
          dispatch.recipient(),
          dispatch.recipient(),
          dispatch.reportId(),
          "No configured key opens what the portal sealed. Add the key to lagret.keys.private;"
              + " reports stay queued.");
      throw new ClassifiedFailure(FailureClass.OUTAGE, "NO_FITTING_KEY", "No configured key fits")
          .causedBySetting("lagret.keys.private");
    } catch (Unreadable e) {
      throw unreadable("CMS", "The sealed bytes are broken").because(e);
    }
    alarms.end(Condition.NO_FITTING_KEY, dispatch.recipient());
    if (SealedBytes.kindOf(clear) != SealedBytes.Kind.PDF) {
      throw unreadable("NO_PDF", "There is no PDF inside");
    }
    if (dispatch.pdfSha256() != null && !dispatch.pdfSha256().equals(Digests.sha256(clear))) {
      throw unreadable("PORTAL_DIGEST", "The PDF is not the one whose digest the portal gives");
    }
    return new Document(Document.PDF, "application/pdf", clear);
  }

  private static ClassifiedFailure unreadable(String code, String message) {
    return new ClassifiedFailure(FailureClass.UNREADABLE, code, message);
  }
}
