package no.lagret.portal.svarinn;

import java.util.List;
import no.lagret.recipient.PerRecipient;

/** What a gateway that does its work observes: nothing. */
public final class NothingObserved {

  private NothingObserved() {}

  public static Observations observations() {
    return new Observations(false, PerRecipient.of(List.of(), name -> null));
  }
}
