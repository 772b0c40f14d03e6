package no.lagret.portal.svarinn;

import java.util.Optional;
import no.lagret.recipient.PerRecipient;

/**
 * What was seen while the gateway only looks on; nothing of any recipient while it does its work.
 */
public final class Observations {

  private final boolean on;
  private final PerRecipient<Observation> each;

  Observations(boolean on, PerRecipient<Observation> each) {
    this.on = on;
    this.each = each;
  }

  /** Whether the gateway only looks on. */
  public boolean on() {
    return on;
  }

  /** That of the recipient; empty while it works, and for one without an account on SVARINN. */
  public Optional<Observation> of(String recipient) {
    return each.find(recipient);
  }
}
