package no.lagret.dryrun;

import java.util.List;
import no.lagret.routes.Finding;

/**
 * What a dry run showed.
 *
 * @param outcome how far the sample came
 * @param why in a sentence; empty where it came through
 * @param findings of the check before it; where one is no warning, nothing was run
 * @param steps of the sample, in their order
 * @param events what the ledger wrote of it, each with the class and code of a failure
 */
public record DryRunResult(
    Outcome outcome, String why, List<Finding> findings, List<Step> steps, List<String> events) {

  /** How far the sample came. */
  public enum Outcome {
    /** Stored at the stand-in case system, and the stand-in portal was told. */
    CAME_THROUGH,
    /** It did not, within the time that a dry run has. */
    STOPPED,
    /** Routes or settings are wrong: nothing was run. */
    WRONG,
    /** The dry run itself could not be made. */
    COULD_NOT_TELL
  }

  static DryRunResult without(Outcome outcome, String why, List<Finding> findings) {
    return new DryRunResult(outcome, why, findings, List.of(), List.of());
  }
}
