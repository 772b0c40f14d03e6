package no.lagret.portal.fiksio;

import java.util.Map;
import no.lagret.delivery.Confirmations;
import no.lagret.delivery.HandingBack;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Channel;
import no.lagret.sealing.HandBack;
import no.lagret.sealing.Proof;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;

/**
 * What routes may do over Fiks IO, and nothing else:
 *
 * <ul>
 *   <li>{@code fiks-io:messages-<recipient>}, as a source: the reports that KS pushes to the
 *       recipient's account, each acked once it is queued and in the ledger, never before; none
 *       while the gateway only looks on
 *   <li>{@code fiks-io:confirm}: tells the portal, if the body is a proof that holds. The dispatch
 *       confirmed is the one that the proof names, whatever else the message says.
 *   <li>{@code fiks-io:hand-back}: gives the negative receipt, if the body is a proof that persons
 *       decided so; for the dispatch that this proof names
 * </ul>
 */
final class FiksIoComponent extends DefaultComponent {

  private static final String MESSAGES = "messages-";

  private final PerRecipient<Subscription> subscriptions;
  private final Replying replying;
  private final Confirmations confirmations;
  private final HandingBack handBacks;

  FiksIoComponent(
      PerRecipient<Subscription> subscriptions,
      Replying replying,
      Confirmations confirmations,
      HandingBack handBacks) {
    this.subscriptions = subscriptions;
    this.replying = replying;
    this.confirmations = confirmations;
    this.handBacks = handBacks;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    if (remaining.startsWith(MESSAGES)) {
      String recipient = remaining.substring(MESSAGES.length());
      return new FiksIoEndpoint(uri, this, recipient, subscriptions.find(recipient).orElse(null));
    }
    return switch (remaining) {
      case "confirm" -> new ProcessorEndpoint(uri, this, this::confirm);
      case "hand-back" -> new ProcessorEndpoint(uri, this, this::handBack);
      default ->
          throw new IllegalArgumentException(
              "There is no fiks-io:"
                  + remaining
                  + ": use fiks-io:messages-{{recipient}}, confirm or hand-back");
    };
  }

  private void confirm(Exchange exchange) throws Exception {
    Proof proof = confirmations.proofIn(exchange, Channel.FIKS_IO);
    String replyId = replying.confirm(proof);
    exchange.setProperty(Confirmations.PORTAL_GONE, replyId == null);
    exchange.setProperty(Confirmations.REPLY_ID, replyId);
  }

  private void handBack(Exchange exchange) throws Exception {
    HandBack proof = handBacks.proofIn(exchange, Channel.FIKS_IO);
    String replyId = replying.handBack(proof);
    if (replyId == null) {
      throw handBacks.nothingToHandBack();
    }
    exchange.setProperty(Confirmations.REPLY_ID, replyId);
  }
}
