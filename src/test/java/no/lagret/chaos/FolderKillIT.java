package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.FolderCaseSystem;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
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

  @Test
  void losesNoReportAndConfirmsNoneThatIsNotImported(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    System.out.println("chaos.seed=" + seed + " in " + directory);
    Gateway.unpack();
    Path district = Files.createDirectory(directory.resolve("nordstrand"));
    ScheduledExecutorService importing = Executors.newSingleThreadScheduledExecutor();
    try (Portal municipalitysPortal = Portal.start(directory);
        CaseSystem overHttp = CaseSystem.start(directory);
        Portal portal = Portal.start(district)) {
      FolderCaseSystem familia = FolderCaseSystem.in(district);
      importing.scheduleWithFixedDelay(familia::importsAll, 100, 150, TimeUnit.MILLISECONDS);
      List<String> settings =
          Stream.concat(
                  Gateway.settings(directory.resolve("data"), municipalitysPortal, overHttp)
                      .stream(),
                  ofDistrict(portal, familia))
              .toList();
      Path log = directory.resolve("gateway.log");
      for (int kill = 0; kill < KILLS; kill++) {
        Gateway gateway = Gateway.startUnpacked(log, List.of(), settings);
        offer(portal, municipalitysPortal);
        int before = portal.settled();
        await("reports of the district that move")
            .atMost(LONG_ENOUGH)
            .until(() -> portal.settled() > before);
        gateway.ends(Duration.ofMillis(random.nextInt(1_500)));
        gateway.kill();
        assertThatNoneIsConfirmedTooEarly(portal, familia);
      }
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
      assertThatNoneIsConfirmedTooEarly(portal, familia);
      ofMunicipality.forEach(
          report -> assertThat(overHttp.stored(report.reportId())).as("seed %d", seed).hasSize(1));
    } finally {
      importing.shutdownNow();
    }
  }

  private void offer(Portal portal, Portal municipalitysPortal) {
    for (int i = 0; i < REPORTS_BETWEEN; i++) {
      ofDistrict.add(portal.offers(InventedReport.small()));
      ofMunicipality.add(municipalitysPortal.offers(InventedReport.small()));
    }
  }

  private void assertThatNoneIsConfirmedTooEarly(Portal portal, FolderCaseSystem familia) {
    List<String> confirmed = portal.confirmedDispatches();
    assertThat(ofDistrict)
        .filteredOn(report -> confirmed.contains(report.dispatchId()))
        .as("seed %d", seed)
        .allMatch(report -> familia.timesTaken(report.reportId()) > 0);
  }

  private static List<String> dispatches(List<InventedReport> reports) {
    return reports.stream().map(InventedReport::dispatchId).toList();
  }

  private static Stream<String> ofDistrict(Portal portal, FolderCaseSystem familia) {
    return Stream.of(
            "recipient.organisation-number=910000002",
            "recipient.name=Nordstrand bydel",
            "keys.private=" + portal.privateKey(),
            "keys.certificate=" + portal.certificate(),
            "portal.svarinn.base-url=" + portal.baseUrl(),
            "portal.svarinn.username=" + portal.username(),
            "portal.svarinn.password=" + portal.password(),
            "portal.svarinn.poll-interval=500ms",
            "case-system.file.outbox=" + familia.outbox(),
            "case-system.file.receipts=" + familia.receipts(),
            "case-system.file.receipt-timeout=60s")
        .map(setting -> "--lagret.recipients.nordstrand." + setting);
  }
}
