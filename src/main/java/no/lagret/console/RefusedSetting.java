package no.lagret.console;

/** A setting with which the gateway must not start. */
final class RefusedSetting extends RuntimeException {

  private final String wrong;
  private final String remedy;

  /**
   * @param wrong names the setting and says what is wrong with it, without its value where that is
   *     a secret
   * @param remedy what to do
   */
  RefusedSetting(String wrong, String remedy) {
    super(wrong + " " + remedy);
    this.wrong = wrong;
    this.remedy = remedy;
  }

  String wrong() {
    return wrong;
  }

  String remedy() {
    return remedy;
  }
}
