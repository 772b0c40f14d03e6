package no.lagret.portal.svarinn;

import java.util.Optional;
import no.lagret.recipient.PerRecipient;

/** What was seen while the gateway only looks on, or only looked on. */
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
    return on ? each.find(recipient) : Optional.empty();
  }

  /** The same, also where the gateway works now and looked on before. */
  public Optional<Observation> before(String recipient) {
    return each.find(recipient).filter(seen -> on || seen.figures().seen() > 0);
  }
}
