package no.lagret.chaos;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills the packaged jar with SIGKILL while it exchanges its routes and reports flow. */
class ActivationKillIT {

  private static final int KILLS = 8;
  private static final int REPORTS_BETWEEN = 5;
  private static final String PASSWORD = "only for tests";

  private final long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xffffff);
  private final Random random = new Random(seed);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<InventedReport> reports = new ArrayList<>();
  private int port;

  @Test
  void startsWithAWholeVersionAndLosesNoReport(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    System.out.println("chaos.seed=" + seed + " in " + directory);
    Gateway.unpack();
    Path routes = directory.resolve("routes");
    FileSystemUtils.copyRecursively(Path.of("routes"), routes);
    Path kept = directory.resolve("data/routes");
    try (Portal portal = Portal.start(directory);
        CaseSystem caseSystem = CaseSystem.start(directory)) {
      List<String> settings =
          Stream.concat(
                  Gateway.settings(directory.resolve("data"), portal, caseSystem).stream(),
                  Stream.of(
                      "--lagret.routes-directory=" + routes,
                      "--lagret.users[1].name=engineer",
                      "--lagret.users[1].password={bcrypt}"
                          + new BCryptPasswordEncoder(4).encode(PASSWORD),
                      "--lagret.users[1].roles=engineer,operator"))
              .toList();
      port = Gateway.port(settings);
      Path log = directory.resolve("gateway.log");
      for (int kill = 0; kill < KILLS; kill++) {
        Gateway gateway = Gateway.startUnpacked(log, List.of(), settings);
        waitsUntilItRunsAWholeVersion(kept);
        for (int i = 0; i < REPORTS_BETWEEN; i++) {
          reports.add(portal.offers(InventedReport.small()));
        }
        describe(routes, "Version " + kill + ".");
        http.sendAsync(
            request("/api/routes/activate")
                .POST(BodyPublishers.ofString("{\"reason\":\"a test\",\"dryRun\":false}"))
                .build(),
            BodyHandlers.ofString());
        gateway.ends(Duration.ofMillis(random.nextInt(2_500)));
        gateway.kill();
      }
      Gateway gateway = Gateway.startUnpacked(log, List.of(), settings);
      String running = waitsUntilItRunsAWholeVersion(kept);
      await("all confirmed, chaos.seed=" + seed)
          .atMost(LONG_ENOUGH)
          .until(
              () -> {
                deliversAgainWhatDiedOfTheKills();
                return portal
                    .confirmedDispatches()
                    .containsAll(reports.stream().map(InventedReport::dispatchId).toList());
              });
      await("the ledger knows what runs, chaos.seed=" + seed)
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  get("/api/ledger?type=ROUTES_ACTIVATED&size=1")
                      .path("items")
                      .path(0)
                      .path("facts")
                      .path("ROUTES")
                      .asString("")
                      .equals(running));
      gateway.kill();
      reports.forEach(
          report ->
              assertThat(caseSystem.stored(report.reportId())).as("seed %d", seed).hasSize(1));
    }
  }

  /** What was in work at three kills, and alone in work at a fourth, is laid before a person. */
  private void deliversAgainWhatDiedOfTheKills() throws IOException, InterruptedException {
    for (JsonNode letter : get("/api/dead-letters?size=200").path("items")) {
      assertThat(letter.path("reason").asString("")).as("seed %d", seed).isEqualTo("POISON");
      http.send(
          request("/api/dead-letters/" + letter.path("id").asString("") + "/redeliver")
              .POST(BodyPublishers.noBody())
              .build(),
          BodyHandlers.discarding());
    }
  }

  private String waitsUntilItRunsAWholeVersion(Path kept) {
    String running =
        await("an open gateway, chaos.seed=" + seed)
            .atMost(LONG_ENOUGH)
            .ignoreExceptions()
            .until(
                () -> get("/api/routes").path("running").asString(""),
                version -> !version.isEmpty());
    assertThat(kept.resolve(running).resolve("delivery/delivery.camel.yaml")).exists();
    return running;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JsonMapper.shared()
        .readTree(http.send(request(path).build(), BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofMinutes(1))
        .header("Content-Type", "application/json")
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(("engineer:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
  }

  private static void describe(Path routes, String words) throws IOException {
    Path file = routes.resolve("delivery/delivery.camel.yaml");
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("description: .*", "description: \"" + words + "\""));
  }
}
