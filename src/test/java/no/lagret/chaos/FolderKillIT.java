package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import no.lagret.demo.FolderStandIn;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.FolderCaseSystem;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import no.lagret.testing.RecipientSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the packaged jar with SIGKILL while a district's case system imports from a folder and the
 * municipality's answers over HTTP.
 */
class FolderKillIT {

  private static final int KILLS = 6;
  private static final int REPORTS_BETWEEN = 6;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  private final long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xffffff);
  private final Random random = new Random(seed);
  private final List<InventedReport> ofDistrict = new ArrayList<>();
  private final List<InventedReport> ofMunicipality = new ArrayList<>();

  /** Reports that the district's case system does not import before the last start. */
  private final Set<String> withheld = new HashSet<>();

  @Test
  void losesNoReportAndConfirmsNoneWithoutItsReceipt(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    System.out.println("chaos.seed=" + seed + " in " + directory);
    Gateway.unpack();
    Path district = Files.createDirectory(directory.resolve("nordstrand"));
    try (Portal municipalitysPortal = Portal.start(directory);
        CaseSystem overHttp = CaseSystem.start(directory);
        Portal portal = Portal.start(district);
        FolderCaseSystem familia = FolderCaseSystem.in(district)) {
      FolderStandIn importing = familia.imports();
      List<String> settings =
          Stream.concat(
                  Gateway.settings(directory.resolve("data"), municipalitysPortal, overHttp)
                      .stream(),
                  RecipientSettings.of("nordstrand", portal, familia, "60s")
                      .map(setting -> "--" + setting))
              .toList();
      Path log = directory.resolve("gateway.log");
      for (int kill = 0; kill < KILLS; kill++) {
        Gateway gateway = Gateway.startUnpacked(log, List.of(), settings);
        offer(portal, municipalitysPortal, importing);
        int before = portal.settled();
        await("reports of the district that move")
            .atMost(LONG_ENOUGH)
            .until(() -> portal.settled() > before);
        gateway.ends(Duration.ofMillis(random.nextInt(1_500)));
        gateway.kill();
        assertThatNoneIsConfirmedWithoutItsReceipt(portal);
      }
      importing.behaveWell();
      Gateway gateway = Gateway.startUnpacked(log, List.of(), settings);
      await("all confirmed, chaos.seed=" + seed)
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  portal.confirmedDispatches().containsAll(dispatches(ofDistrict))
                      && municipalitysPortal
                          .confirmedDispatches()
                          .containsAll(dispatches(ofMunicipality)));
      gateway.kill();
      ofMunicipality.forEach(
          report -> assertThat(overHttp.stored(report.reportId())).as("seed %d", seed).hasSize(1));
    }
  }

  private void offer(Portal portal, Portal municipalitysPortal, FolderStandIn importing) {
    for (int i = 0; i < REPORTS_BETWEEN; i++) {
      InventedReport report = InventedReport.small();
      if (i % 3 == 0) {
        importing.behave("on=import,kind=leave,id=" + report.reportId());
        withheld.add(report.reportId());
      }
      ofDistrict.add(portal.offers(report));
      ofMunicipality.add(municipalitysPortal.offers(InventedReport.small()));
    }
  }

  private void assertThatNoneIsConfirmedWithoutItsReceipt(Portal portal) {
    List<String> confirmed = portal.confirmedDispatches();
    assertThat(ofDistrict)
        .filteredOn(report -> confirmed.contains(report.dispatchId()))
        .as("seed %d", seed)
        .isNotEmpty()
        .noneMatch(report -> withheld.contains(report.reportId()));
  }

  private static List<String> dispatches(List<InventedReport> reports) {
    return reports.stream().map(InventedReport::dispatchId).toList();
  }
}
