package no.lagret.portal.svarinn;

import java.util.Map;
import no.lagret.delivery.Confirmations;
import no.lagret.delivery.HandingBack;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Channel;
import no.lagret.sealing.HandBack;
import no.lagret.sealing.Proof;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;

/**
 * What routes may do at the portal, and nothing else, with the account of the recipient that the
 * exchange property {@code recipient} or the proof names:
 *
 * <ul>
 *   <li>{@code svarinn:list}: the waiting dispatches, as body
 *   <li>{@code svarinn:fetch}: the bytes of the dispatch in the body
 *   <li>{@code svarinn:confirm}: tells the portal, if the body is a proof that holds. The dispatch
 *       confirmed is the one that the proof names, whatever else the message says.
 *   <li>{@code svarinn:hand-back}: gives the negative receipt, if the body is a proof that persons
 *       decided so; for the dispatch that this proof names
 * </ul>
 */
final class SvarinnComponent extends DefaultComponent {

  private final PerRecipient<SvarinnClient> clients;
  private final Confirmations confirmations;
  private final HandingBack handBacks;

  SvarinnComponent(
      PerRecipient<SvarinnClient> clients, Confirmations confirmations, HandingBack handBacks) {
    this.clients = clients;
    this.confirmations = confirmations;
    this.handBacks = handBacks;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    Processor step =
        switch (remaining) {
          case "list" -> exchange -> exchange.getMessage().setBody(client(exchange).list());
          case "fetch" -> this::fetch;
          case "confirm" -> this::confirm;
          case "hand-back" -> this::handBack;
          default ->
              throw new IllegalArgumentException(
                  "There is no svarinn:"
                      + remaining
                      + ": use svarinn:list, fetch, confirm or hand-back");
        };
    return new ProcessorEndpoint(uri, this, step);
  }

  private SvarinnClient client(Exchange exchange) {
    return clients.of(SvarinnIntakes.recipient(exchange));
  }

  private void fetch(Exchange exchange) throws Exception {
    Taking taking = exchange.getMessage().getMandatoryBody(Taking.class);
    exchange
        .getMessage()
        .setBody(taking.with(client(exchange).fetch(taking.listed().dispatchId())));
  }

  private void confirm(Exchange exchange) throws Exception {
    Proof proof = confirmations.proofIn(exchange, Channel.SVARINN);
    exchange.setProperty(Confirmations.PORTAL_GONE, !clients.of(proof.recipient()).confirm(proof));
  }

  private void handBack(Exchange exchange) throws Exception {
    HandBack proof = handBacks.proofIn(exchange, Channel.SVARINN);
    if (!clients.of(proof.recipient()).handBack(proof)) {
      throw handBacks.nothingToHandBack();
    }
  }
}
