package no.lagret.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.function.UnaryOperator;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.casesystem.ReceiptVerifier;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Dispatch;
import no.lagret.sealing.Proof;
import no.lagret.sealing.Proofs;
import org.jspecify.annotations.Nullable;

/** Sends proofs on their way to the portal, other than those of an attempt that just succeeded. */
public final class Announcements {

  private final ReceiptVerifier verifier;
  private final Proofs proofs;
  private final Queues queues;
  private final LedgerEvents ledger;

  public Announcements(
      ReceiptVerifier verifier, Proofs proofs, Queues queues, LedgerEvents ledger) {
    this.verifier = verifier;
    this.proofs = proofs;
    this.queues = queues;
    this.ledger = ledger;
  }

  /**
   * Proves anew what is known to be stored and sends it on its way: read back, or on the same
   * persons' word where it was registered by hand.
   *
   * @return false when the case system does not hold it any more
   * @throws ClassifiedFailure OUTAGE when it cannot be looked at now
   */
  public boolean again(DispatchRow known) throws ClassifiedFailure {
    return again(known, null);
  }

  /** The same, and the portal is not told before that time. */
  boolean again(DispatchRow known, @Nullable Instant notBefore) throws ClassifiedFailure {
    String reference = known.journalReference();
    if (known.isByHand() && reference != null) {
      Proof proof = verifier.byHand(known.dispatch(), reference);
      send(known.dispatch(), known.step(), proof, notBefore, event -> event);
      return true;
    }
    String pdf = known.knownPdfSha256();
    Proof proof = pdf == null ? null : verifier.proveAgain(known.dispatch(), pdf);
    if (proof == null) {
      return false;
    }
    send(known.dispatch(), known.step(), proof, notBefore, event -> event);
    return true;
  }

  /**
   * Sends a dispatch that counts as stored because persons said so, within the caller's
   * transaction, or one of its own.
   *
   * @param step of the dispatch's last event
   * @param more what else the event of its storing tells
   */
  public void byHand(
      Dispatch dispatch, int step, String journalReference, UnaryOperator<LedgerEvent> more) {
    send(dispatch, step, verifier.byHand(dispatch, journalReference), null, more);
  }

  private void send(
      Dispatch dispatch,
      int step,
      Proof proof,
      @Nullable Instant notBefore,
      UnaryOperator<LedgerEvent> more) {
    QueuedReport next =
        new QueuedReport(
            dispatch,
            step + 1,
            Attempts.NONE,
            null,
            proofs.toJson(proof).getBytes(UTF_8),
            Queue.CONFIRMATIONS,
            1);
    queues.together(
        () -> {
          ledger.record(more.apply(stored(dispatch, next.step(), proof)));
          queues.send(Queue.CONFIRMATIONS, next.body(), next.properties(), notBefore);
        });
  }

  /** What the ledger learns with a proof. */
  static LedgerEvent stored(Dispatch dispatch, int step, Proof proof) {
    LedgerEvent event =
        LedgerEvent.of(EventType.STORED, dispatch, step)
            .withFiles(proof.files())
            .with(Fact.JOURNAL_REFERENCE, proof.journalReference())
            .with(Fact.ADAPTER, proof.adapterDigest())
            .with(Fact.PROOF_KIND, proof.kind())
            .with(Fact.PROOF_MAC, proof.mac());
    return proof.kind() == Proof.Kind.BY_HAND
        ? event
        : event.with(Fact.READ_BACK, proof.readBack() ? "READ_BACK" : "RECEIPT_ONLY");
  }
}
