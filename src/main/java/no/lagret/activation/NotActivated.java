package no.lagret.activation;

import java.util.List;
import no.lagret.routes.Finding;

/** The routes that ran run on: why, and what to do. */
public final class NotActivated extends Exception {

  private final List<Finding> findings;

  NotActivated(String why) {
    this(why, List.of());
  }

  NotActivated(String why, List<Finding> findings) {
    super(why);
    this.findings = findings;
  }

  /** What is wrong with the route files; empty where it was something else. */
  public List<Finding> findings() {
    return findings;
  }
}
