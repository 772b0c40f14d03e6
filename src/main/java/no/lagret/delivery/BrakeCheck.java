package no.lagret.delivery;

import no.lagret.brake.Brake;
import no.lagret.brake.Brakes;
import no.lagret.brake.SetAside;
import no.lagret.ledger.LedgerEvent;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Dispatch;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * What an operator stopped does not begin. A listener that is told to stop still takes the message
 * it waits for; this lets such a one go back.
 */
final class BrakeCheck {

  private final PerRecipient<Brakes> brakes;
  private final SetAside setAside;

  BrakeCheck(PerRecipient<Brakes> brakes, SetAside setAside) {
    this.brakes = brakes;
    this.setAside = setAside;
  }

  /**
   * @throws Detour when it must wait, or be laid before a person
   */
  void beforeAttempt(Dispatch dispatch) throws Detour {
    if (brakes.of(dispatch.recipient()).pulled(Brake.DELIVERY) != null) {
      throw new Detour(Detour.Way.WAIT, "delivery is paused");
    }
    LedgerEvent asked = asked(dispatch);
    if (asked != null) {
      throw new Detour(asked);
    }
  }

  private @Nullable LedgerEvent asked(Dispatch dispatch) throws Detour {
    try {
      return setAside.asked(dispatch).orElse(null);
    } catch (DataAccessException e) {
      throw new Detour(Detour.Way.WAIT, "the ledger does not say whether it is set aside");
    }
  }

  /**
   * @throws Detour when it must wait
   */
  void beforeTellingThePortal(Dispatch dispatch) throws Detour {
    if (brakes.of(dispatch.recipient()).pulled(Brake.CONFIRMATIONS) != null) {
      throw new Detour(Detour.Way.WAIT, "confirmations are held");
    }
  }
}
