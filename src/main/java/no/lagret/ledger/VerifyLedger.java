package no.lagret.ledger;

/** placeholder */
public final class VerifyLedger {
  private VerifyLedger() {}

  public static int run(String[] args) {
    return 0;
  }
}
