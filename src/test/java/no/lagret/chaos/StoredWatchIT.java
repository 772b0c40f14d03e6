package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stored file that somebody deletes by hand is missed by the packaged jar in its next round. */
class StoredWatchIT {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);

  @TempDir private Path directory;

  @Test
  void missesAFileThatWasDeletedByHand() throws IOException {
    try (Portal portal = Portal.start(directory);
        CaseSystem caseSystem = CaseSystem.start(directory)) {
      List<String> settings =
          new ArrayList<>(Gateway.settings(directory.resolve("data"), portal, caseSystem));
      settings.add("--lagret.reconciliation.look-every=2s");
      InventedReport well = portal.offers(InventedReport.small());
      InventedReport deleted = portal.offers(InventedReport.small());
      try (Gateway gateway =
          Gateway.startUnpacked(directory.resolve("gateway.log"), List.of(), settings)) {
        await("both confirmed")
            .atMost(LONG_ENOUGH)
            .until(
                () ->
                    portal.confirmationsOf(well.dispatchId()) > 0
                        && portal.confirmationsOf(deleted.dispatchId()) > 0);
        deletesByHand(deleted);

        int port = Gateway.port(settings);
        await("alarm")
            .atMost(LONG_ENOUGH)
            .until(
                () -> String.valueOf(gateway.get(port, "/api/alarms")).contains("DIFFERENCE_GONE"));
        assertThat(gateway.get(port, "/api/alarms"))
            .contains(deleted.reportId())
            .doesNotContain(well.reportId());
        assertThat(gateway.get(port, "/api/differences")).contains(deleted.reportId());
        assertThat(gateway.said()).doesNotContain("Exception");
      }
    }
  }

  private void deletesByHand(InventedReport report) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("case-system"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (java.util.Arrays.equals(Files.readAllBytes(file), report.pdf())) {
          Files.delete(file);
        }
      }
    }
  }
}
