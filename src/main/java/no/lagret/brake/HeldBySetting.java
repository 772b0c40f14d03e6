package no.lagret.brake;

/** What a setting stops, no operator can let go. */
public final class HeldBySetting extends RuntimeException {

  HeldBySetting() {
    super(
        "Confirmations are held by lagret.confirmations.hold=true: take the setting out and start"
            + " the gateway again");
  }
}
