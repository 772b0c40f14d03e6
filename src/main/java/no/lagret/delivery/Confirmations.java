package no.lagret.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Collectors;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.casesystem.ReceiptVerifier;
import no.lagret.casesystem.Supervisor;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Channel;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Dispatch;
import no.lagret.report.OpenedReport;
import no.lagret.report.StoredFile;
import no.lagret.report.StoredReceipt;
import no.lagret.sealing.NoProof;
import no.lagret.sealing.Proof;
import no.lagret.sealing.Proofs;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the proof to the portal being told: the last two steps of a report's way. */
public final class Confirmations {

  /** Exchange property set by the channel: the portal knew nothing of the dispatch any more. */
  public static final String PORTAL_GONE = "portalGone";

  /** Exchange property set by the channel: the portal's id of what it was told. */
  public static final String REPLY_ID = "replyId";

  private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);

  /** Older proofs are renewed by another read-back before the portal is told. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Proofs proofs;
  private final ReceiptVerifier verifier;
  private final LedgerEvents ledger;
  private final PerRecipient<Supervisor> supervisors;
  private final PerRecipient<Guard> guards;
  private final BrakeCheck brakes;
  private final Alarms alarms;
  private final InstantSource clock;

  Confirmations(
      Proofs proofs,
      ReceiptVerifier verifier,
      LedgerEvents ledger,
      PerRecipient<Supervisor> supervisors,
      PerRecipient<Guard> guards,
      BrakeCheck brakes,
      Alarms alarms,
      InstantSource clock) {
    this.proofs = proofs;
    this.verifier = verifier;
    this.ledger = ledger;
    this.supervisors = supervisors;
    this.guards = guards;
    this.brakes = brakes;
    this.alarms = alarms;
    this.clock = clock;
  }

  /**
   * After {@code receiptVerifier.prove}: tells the ledger that the report is stored and makes the
   * proof the message that goes to {@code lagret.confirmations}.
   */
  public void announce(Exchange exchange) {
    QueuedReport report = QueuedReport.of(exchange);
    Proof proof = exchange.getProperty(ReceiptVerifier.PROOF, Proof.class);
    if (proof == null) {
      throw new IllegalStateException("Nothing is proved: call receiptVerifier.prove first");
    }
    StoredReceipt receipt = exchange.getProperty(ReceiptVerifier.RECEIPT, StoredReceipt.class);
    QueuedReport next = report.next(Attempts.NONE);
    ledger.record(
        Announcements.stored(next.dispatch(), next.step(), proof)
            .with(Fact.STORED_AT, receipt == null ? null : receipt.storedAt())
            .with(Fact.ODDITIES, oddities(exchange)));
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeaders(next.properties());
    exchange.getMessage().setBody(proofs.toJson(proof).getBytes(UTF_8));
    supervisors.of(report.dispatch().recipient()).stored();
    guards.of(report.dispatch().recipient()).stored();
    alarms.end(Condition.FALSE_RECEIPT, report.dispatch().reportId());
    alarms.end(Condition.RECEIPT_LATE, report.dispatch().reportId());
    alarms.end(Condition.DAMAGED, report.dispatch().reportId());
    LOG.info(
        "{} is stored in the case system as {}, proved by {}; next the portal is told",
        report.dispatch(),
        proof.journalReference(),
        proof.readBack() ? "reading it back" : "its receipt only");
  }

  /** In their own order, so that equal ones read equal; null where nothing was odd. */
  private static @Nullable String oddities(Exchange exchange) {
    OpenedReport opened = exchange.getProperty(OpenedReport.PROPERTY, OpenedReport.class);
    return opened == null || opened.oddities().isEmpty()
        ? null
        : opened.oddities().stream().sorted().map(Enum::name).collect(Collectors.joining(","));
  }

  /**
   * Checks the proof that came from the queue, and reads back again where it is old and a read-back
   * can tell. Leaves a valid proof as body.
   *
   * @throws Detour when confirmations are held, there is no valid proof, or the report is gone from
   *     the case system
   * @throws ClassifiedFailure OUTAGE when it cannot be looked at now
   */
  public void check(Exchange exchange) throws Detour, ClassifiedFailure {
    QueuedReport report = QueuedReport.received(exchange);
    brakes.beforeTellingThePortal(report.dispatch());
    Proof proof = proofIn(exchange, report.dispatch().channel());
    if (!isOf(report.dispatch(), proof)) {
      throw unproven();
    }
    if (proof.kind() == Proof.Kind.STORED && proof.readBack() && !isFresh(proof)) {
      proof =
          verifier.proveAgain(
              report.dispatch(), Objects.requireNonNull(StoredFile.pdfSha256(proof.files())));
      if (proof == null) {
        throw new Detour(Detour.Way.STORE_LOST, "gone from the case system");
      }
    }
    exchange.getMessage().setBody(proofs.toJson(proof).getBytes(UTF_8));
  }

  /** A proof given by a clock that was ahead looks young for as long: that one is no younger. */
  private boolean isFresh(Proof proof) {
    Instant now = clock.instant();
    return !proof.provenAt().isAfter(now) && !proof.provenAt().plus(FRESH).isBefore(now);
  }

  /**
   * The proof in the message's body, for the step that tells the portal. That step confirms the
   * dispatch that the proof names, whatever else the message says.
   *
   * @throws Exception (a dead letter {@code UNPROVEN_CONFIRMATION}) when there is no proof of this
   *     channel, or it does not hold
   */
  public Proof proofIn(Exchange exchange, Channel channel) throws Detour {
    byte[] body = exchange.getMessage().getBody(byte[].class);
    try {
      Proof proof = proofs.fromJson(body == null ? new byte[0] : body);
      if (proof.channel() == channel && proofs.holds(proof)) {
        return proof;
      }
    } catch (NoProof e) {
      LOG.debug("No proof", e);
    }
    throw unproven();
  }

  private static boolean isOf(Dispatch dispatch, Proof proof) {
    return proof.recipient().equals(dispatch.recipient())
        && proof.reportId().equals(dispatch.reportId())
        && proof.dispatchId().equals(dispatch.dispatchId());
  }

  private static Detour unproven() {
    return new Detour(Detour.Way.UNPROVEN, "no valid proof");
  }

  /** After the portal was told: the ledger's last event of this dispatch. */
  public void confirmed(Exchange exchange) {
    QueuedReport report = QueuedReport.of(exchange);
    boolean gone = Boolean.TRUE.equals(exchange.getProperty(PORTAL_GONE));
    ledger.record(
        LedgerEvent.of(
                gone ? EventType.PORTAL_GONE : EventType.CONFIRMED,
                report.dispatch(),
                report.step() + 1)
            .with(Fact.REPLY_ID, exchange.getProperty(REPLY_ID)));
    alarms.end(Condition.CONFIRMATION_FAILING, report.dispatch().recipient());
    alarms.end(Condition.REPLY_LOST, report.dispatch().dispatchId());
    LOG.info(
        "{} is settled: {}",
        report.dispatch(),
        gone ? "stored, and the portal knows it no more" : "stored, and the portal was told");
  }
}
