package no.lagret.portal.svarinn;

import java.util.List;
import java.util.Optional;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.ClassifiedFailure;

/** What waits at the portal, for who asks beside the intake. */
public final class PortalWaiting {

  private final PerRecipient<SvarinnClient> clients;

  PortalWaiting(PerRecipient<SvarinnClient> clients) {
    this.clients = clients;
  }

  /**
   * Every dispatch that the portal lists now: those it was not told of yet.
   *
   * @return empty where the recipient has no account on this channel
   * @throws ClassifiedFailure OUTAGE when the list cannot be had now, or one of its entries cannot
   *     be read
   */
  public Optional<List<Listed>> list(String recipient) throws ClassifiedFailure {
    SvarinnClient client = clients.find(recipient).orElse(null);
    if (client == null) {
      return Optional.empty();
    }
    PortalList list = client.list();
    if (list.unusable() > 0) {
      throw SvarinnClient.outage("BAD_LIST", "The portal lists dispatches without a usable id");
    }
    return Optional.of(list.dispatches());
  }
}
