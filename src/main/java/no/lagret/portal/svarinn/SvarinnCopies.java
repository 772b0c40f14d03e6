package no.lagret.portal.svarinn;

import no.lagret.delivery.PortalCopies;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Channel;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Dispatch;
import org.jspecify.annotations.Nullable;

/** Fetches a listed dispatch once more. */
final class SvarinnCopies implements PortalCopies {

  private final PerRecipient<SvarinnClient> clients;

  SvarinnCopies(PerRecipient<SvarinnClient> clients) {
    this.clients = clients;
  }

  @Override
  public Channel channel() {
    return Channel.SVARINN;
  }

  @Override
  public byte @Nullable [] fetchAgain(Dispatch dispatch) throws ClassifiedFailure {
    SvarinnClient client = clients.of(dispatch.recipient());
    boolean listed =
        client.list().dispatches().stream()
            .anyMatch(entry -> entry.dispatchId().equals(dispatch.dispatchId()));
    return listed ? client.fetch(dispatch.dispatchId()) : null;
  }
}
