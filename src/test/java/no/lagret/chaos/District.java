package no.lagret.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.demo.FolderStandIn;
import no.lagret.testing.FolderCaseSystem;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import no.lagret.testing.RecipientSettings;

/**
 * A second recipient of the gateway, with its own portal; its case system imports from a folder.
 */
final class District implements AutoCloseable {

  private static final String NAME = "nordstrand";

  private final Portal portal;
  private final FolderCaseSystem familia;
  private final FolderStandIn importing;

  /**
   * @param directory of the municipality's run
   */
  District(Path directory) {
    Path own = in(directory);
    try {
      Files.createDirectories(own);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    portal = Portal.start(own);
    familia = FolderCaseSystem.in(own);
    importing = familia.imports();
  }

  /** Where its stand-ins write down what happened, in the directory of such a run. */
  static Path in(Path directory) {
    return directory.resolve(NAME);
  }

  Stream<String> settings() {
    return RecipientSettings.of(NAME, portal, familia, "10s").map(setting -> "--" + setting);
  }

  void offer(InventedReport report, Fate fate) {
    String behaviour =
        switch (fate) {
          case GOOD -> "kind=normal,times=1";
          case OUTAGES -> "kind=leave,times=40";
          case LIE -> "kind=silent,times=1";
          case REFUSED -> "kind=corrupt-store";
        };
    importing.behave("on=import,id=" + report.reportId() + "," + behaviour);
    portal.offers(report);
  }

  @Override
  public void close() {
    portal.close();
    familia.close();
  }
}
