package no.lagret.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.casesystem.ReceiptVerifier;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.report.Channel;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.sealing.HandBack;
import no.lagret.sealing.HandBacks;
import no.lagret.sealing.NoProof;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From an approved hand-back to the portal being told. Only what named persons decided goes there,
 * and never a report that the case system may hold.
 */
public final class HandingBack {

  private static final Logger LOG = LoggerFactory.getLogger(HandingBack.class);

  private final HandBacks proofs;
  private final Unsealing unsealing;
  private final ReceiptVerifier verifier;
  private final LedgerEvents ledger;
  private final BrakeCheck brakes;
  private final Alarms alarms;

  HandingBack(
      HandBacks proofs,
      Unsealing unsealing,
      ReceiptVerifier verifier,
      LedgerEvents ledger,
      BrakeCheck brakes,
      Alarms alarms) {
    this.proofs = proofs;
    this.unsealing = unsealing;
    this.verifier = verifier;
    this.ledger = ledger;
    this.brakes = brakes;
    this.alarms = alarms;
  }

  /**
   * Checks the proof that travels with the report, and asks the case system. Leaves the proof as
   * body.
   *
   * @throws Detour when the portal is not to be told now, there is no valid proof, or the case
   *     system may hold the report
   * @throws ClassifiedFailure OUTAGE when it cannot be looked at now
   */
  public void check(Exchange exchange) throws Detour, ClassifiedFailure {
    FailedHandBacks.Asked.keep(exchange);
    QueuedReport report = QueuedReport.received(exchange);
    brakes.beforeTellingThePortal(report.dispatch());
    HandBack proof = read(exchange.getMessage().getHeader(ReportHeaders.HAND_BACK, byte[].class));
    if (!isOf(report.dispatch(), proof)) {
      throw unproven();
    }
    if (verifier.mayHold(report.dispatch(), pdfSha256(report))) {
      throw new Detour(Detour.Way.HELD_AFTER_ALL, "the case system may hold it");
    }
    exchange.getMessage().setBody(proofs.toJson(proof).getBytes(UTF_8));
  }

  /** As the portal says, else of what is inside; null where it cannot be opened. */
  private @Nullable String pdfSha256(QueuedReport report) {
    String told = report.dispatch().pdfSha256();
    if (told != null) {
      return told;
    }
    try {
      return Digests.sha256(unsealing.pdf(report.dispatch(), report.body()).content());
    } catch (ClassifiedFailure e) {
      return null;
    }
  }

  /**
   * The proof in the message's body, for the step that tells the portal. That step hands back the
   * dispatch that the proof names, whatever else the message says.
   *
   * @throws Exception (a dead letter again) when there is no proof of this channel, or it does not
   *     hold
   */
  public HandBack proofIn(Exchange exchange, Channel channel) throws Detour {
    HandBack proof = read(exchange.getMessage().getBody(byte[].class));
    if (proof.channel() != channel) {
      throw unproven();
    }
    return proof;
  }

  /** What the channel throws where the portal knows nothing of the dispatch any more. */
  public Exception nothingToHandBack() {
    return new Detour(Detour.Way.NOTHING_TO_HAND_BACK, "the portal does not know it");
  }

  private HandBack read(byte @Nullable [] json) throws Detour {
    try {
      HandBack proof = proofs.fromJson(json == null ? new byte[0] : json);
      if (proofs.holds(proof)) {
        return proof;
      }
    } catch (NoProof e) {
      LOG.debug("No proof", e);
    }
    throw unproven();
  }

  private static boolean isOf(Dispatch dispatch, HandBack proof) {
    return proof.recipient().equals(dispatch.recipient())
        && proof.channel() == dispatch.channel()
        && proof.reportId().equals(dispatch.reportId())
        && proof.dispatchId().equals(dispatch.dispatchId())
        && proof.generation() == dispatch.generation();
  }

  private static Detour unproven() {
    return new Detour(Detour.Way.UNPROVEN_HAND_BACK, "no valid proof");
  }

  /** After the portal was told: the ledger's last event of this dispatch. */
  public void handedBack(Exchange exchange) throws Detour {
    QueuedReport report = QueuedReport.of(exchange);
    HandBack proof = read(exchange.getMessage().getBody(byte[].class));
    ledger.record(
        LedgerEvent.of(EventType.HANDED_BACK, report.dispatch(), report.step() + 1)
            .with(Fact.LETTER, proof.letterId())
            .with(Fact.REASON, proof.reason())
            .with(Fact.APPROVAL, proof.approvalId())
            .with(Fact.APPROVED_BY, proof.approvedBy())
            .with(Fact.PERSONS, proof.persons())
            .with(Fact.REPLY_ID, exchange.getProperty(Confirmations.REPLY_ID))
            .by(proof.askedBy()));
    alarms.end(Condition.HAND_BACK_FAILING, report.dispatch().recipient());
    LOG.info("{} is handed back: the portal was told, and sends paper", report.dispatch());
  }
}
