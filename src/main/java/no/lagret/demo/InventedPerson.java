package no.lagret.demo;

/**
 * Invented personal data, all of it marked, so that a search for {@link #MARK} finds every place
 * where it leaked to. The number is synthetic: month + 80.
 */
public final class InventedPerson {

  /** In every piece of invented personal data. */
  public static final String MARK = "OPPDIKTET";

  /** An invented name. */
  public static final String NAME = "Åse Ørnulf " + MARK;

  /** A synthetic national identity number. */
  public static final String NUMBER = "15811299912";

  static final String DETAIL = "Barnet " + NAME + " (" + NUMBER + ") er ikke kjent";
  static final String TITLE = "Bekymringsmelding om " + NAME + ", født " + NUMBER;

  private InventedPerson() {}
}
