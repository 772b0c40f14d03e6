package no.lagret.recipient;

/** A name under {@code lagret.recipients} that no recipient can have. */
public final class RefusedRecipient extends RuntimeException {

  private final String setting;
  private final String wrong;
  private final String whatToDo;

  RefusedRecipient(String setting, String wrong, String whatToDo) {
    super(setting + " " + wrong);
    this.setting = setting;
    this.wrong = wrong;
    this.whatToDo = whatToDo;
  }

  /** The beginning of its settings. */
  public String setting() {
    return setting;
  }

  /** What is wrong, as the end of a sentence. */
  public String wrong() {
    return wrong;
  }

  public String whatToDo() {
    return whatToDo;
  }
}
