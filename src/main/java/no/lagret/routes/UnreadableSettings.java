package no.lagret.routes;

/** A file of settings is no YAML. */
public final class UnreadableSettings extends RuntimeException {

  private final transient Finding finding;

  UnreadableSettings(Finding finding) {
    super(finding.sentence(), null, false, false);
    this.finding = finding;
  }

  /** Which file, which line, and what to do. */
  public Finding finding() {
    return finding;
  }
}
