package no.lagret.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import no.lagret.dryrun.DryRunResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The invented reports that lie beside the routes, sent through a copy of them. */
final class Samples {

  private static final Logger LOG = LoggerFactory.getLogger(Samples.class);

  private final Path folder;
  private final BiFunction<Path, Path, DryRunResult> dryRun;

  /**
   * @param dryRun of a folder of routes with a sample
   */
  Samples(Path folder, BiFunction<Path, Path, DryRunResult> dryRun) {
    this.folder = folder;
    this.dryRun = dryRun;
  }

  /**
   * What becomes of each.
   *
   * @throws NotActivated when there is none
   */
  List<DryRunResult> through(Path copy) throws NotActivated {
    List<DryRunResult> results = new ArrayList<>();
    for (Path sample : all()) {
      results.add(dryRun.apply(copy, sample));
    }
    return results;
  }

  /**
   * Sends them until one does not come through.
   *
   * @throws NotActivated when there is none, or one does not come through
   */
  void mustComeThrough(Path copy) throws NotActivated {
    for (Path sample : all()) {
      DryRunResult result = dryRun.apply(copy, sample);
      if (result.outcome() != DryRunResult.Outcome.CAME_THROUGH) {
        throw new NotActivated(
            "The dry run with "
                + sample
                + " did not come through: "
                + result.outcome()
                + (result.why().isEmpty() ? "" : ", " + result.why())
                + ". `check --with "
                + sample
                + "` shows each step.");
      }
    }
  }

  private List<Path> all() throws NotActivated {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> samples =
          files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      if (!samples.isEmpty()) {
        return samples;
      }
    } catch (IOException e) {
      LOG.debug("No samples", e);
    }
    throw new NotActivated(
        "There is no sample for the dry run in "
            + folder
            + ". Restore report.json from the release, or activate without a dry run.");
  }
}
