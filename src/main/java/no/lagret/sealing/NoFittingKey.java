package no.lagret.sealing;

/**
 * The bytes are sealed to a recipient that none of the configured private keys fits. This is a
 * matter of configuration, not of the report: it can be opened once the right key is there.
 */
public final class NoFittingKey extends RuntimeException {

  NoFittingKey(String recipient, int tried) {
    super(
        "Sealed to "
            + recipient
            + ", and none of the "
            + tried
            + " configured private keys fits. Add the key that belongs to the certificate the portal"
            + " holds to lagret.keys.private");
  }
}
