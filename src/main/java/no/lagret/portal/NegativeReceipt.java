package no.lagret.portal;

/** What the portal is told with a hand-back, over every channel. */
public final class NegativeReceipt {

  /** The same for every report: what goes to KS tells nothing of what is in it. */
  public static final String TEXT =
      "Mottakeren kan ikke ta imot denne meldingen digitalt. Send den på papir.";

  private NegativeReceipt() {}
}
