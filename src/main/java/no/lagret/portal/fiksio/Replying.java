package no.lagret.portal.fiksio;

import static java.nio.charset.StandardCharsets.UTF_8;

import no.lagret.ledger.Ledger;
import no.lagret.portal.NegativeReceipt;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Channel;
import no.lagret.report.ClassifiedFailure;
import no.lagret.sealing.HandBack;
import no.lagret.sealing.Proof;
import org.jspecify.annotations.Nullable;

/** What the portal is told over Fiks IO: two kinds of replies, both of them on a proof. */
final class Replying {

  private static final String STORED = "no.ks.fiks.bekymringsmelding.mottatt.v1";
  private static final String HANDED_BACK = "no.ks.fiks.bekymringsmelding.feilet.v1";
  private static final byte[] NEGATIVE_RECEIPT =
      ("{\"melding\": \"" + NegativeReceipt.TEXT + "\"}").getBytes(UTF_8);

  private final PerRecipient<FiksApi> apis;
  private final Ledger ledger;

  Replying(PerRecipient<FiksApi> apis, Ledger ledger) {
    this.apis = apis;
    this.ledger = ledger;
  }

  /**
   * Tells that the dispatch of the proof is stored.
   *
   * @return the portal's id of the reply; null where the dispatch came from nobody who could be
   *     told
   * @throws ClassifiedFailure OUTAGE when it could not be told, or it is not known whether it was
   */
  @Nullable String confirm(Proof proof) throws ClassifiedFailure {
    String account = proof.replyAccount();
    return account == null
        ? null
        : apis.of(proof.recipient()).reply(account, proof.dispatchId(), STORED, null);
  }

  /** Tells that the dispatch of the proof is handed back; else as {@link #confirm}. */
  @Nullable String handBack(HandBack proof) throws ClassifiedFailure {
    String account =
        ledger
            .dispatch(proof.recipient(), Channel.FIKS_IO, proof.dispatchId())
            .map(row -> row.dispatch().replyAccount())
            .orElse(null);
    return account == null
        ? null
        : apis.of(proof.recipient())
            .reply(account, proof.dispatchId(), HANDED_BACK, NEGATIVE_RECEIPT);
  }
}
