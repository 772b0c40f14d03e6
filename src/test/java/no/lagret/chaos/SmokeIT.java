package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The packaged jar as its user meets it: it starts, works, stops, and says what is wrong. */
class SmokeIT {

  private static final Duration START = Duration.ofMinutes(4);
  private static final int FEW_LINES = 12;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int SIGTERM = 128 + 15;

  @TempDir private Path directory;

  @BeforeAll
  static void unpack() {
    Gateway.unpack();
  }

  static Stream<Path> javas() {
    Path second =
        Path.of(
            Optional.ofNullable(System.getenv("JAVA_25_HOME"))
                .orElse("/usr/lib/jvm/temurin-25-jdk-amd64"),
            "bin",
            "java");
    if (!Files.isExecutable(second)) {
      System.err.println(
          "*** NOT TESTED on a second JDK: there is no " + second + "; set JAVA_25_HOME ***");
      return Stream.of(Gateway.thisJava());
    }
    return Stream.of(Gateway.thisJava(), second);
  }

  @ParameterizedTest
  @MethodSource("javas")
  void bringsAReportHomeStandsAloneAndStopsWhenAsked(Path java) {
    try (Portal portal = Portal.start(directory);
        CaseSystem caseSystem = CaseSystem.start(directory)) {
      List<String> settings = Gateway.settings(directory.resolve("data"), portal, caseSystem);
      InventedReport report = portal.offers(InventedReport.small());
      try (Gateway gateway = Gateway.start(directory.resolve("first.log"), java, settings)) {
        await()
            .atMost(START)
            .until(() -> gateway.hasEnded() || portal.confirmationsOf(report.dispatchId()) > 0);
        assertThat(gateway.hasEnded()).as(gateway::said).isFalse();
        assertThat(caseSystem.stored(report.reportId())).hasSize(1);

        List<String> second = new ArrayList<>(settings);
        second.removeIf(setting -> setting.startsWith("--server.port="));
        second.add("--server.port=0");
        try (Gateway other = started("second", second)) {
          assertRefused(other, "is in use by another Lagret");
        }

        gateway.stop();
        assertThat(gateway.ends(Duration.ofSeconds(60))).isTrue();
        assertThat(gateway.exitCode()).isIn(0, SIGTERM);
      }
    }
  }

  @Test
  void namesTheMissingSettingsInAFewLines() {
    try (Gateway gateway = started("bare", List.of())) {
      assertRefused(
          gateway,
          "lagret.portal.svarinn.base-url",
          "lagret.case-system.http.base-url",
          "lagret.keys.private",
          "config/application.yaml");
    }
  }

  @Test
  void namesWhatAMisspeltSettingProbablyMeans() {
    List<String> settings = new ArrayList<>(madeUpSettings());
    settings.add("--lagret.delivery.retry-dely=1s");
    try (Gateway gateway = started("misspelt", settings)) {
      assertRefused(gateway, "retry-dely", "did you mean lagret.delivery.retry-delay?");
    }
  }

  @Test
  void namesFileLineAndRemedyOfABrokenRoute() throws IOException {
    Path routes = directory.resolve("routes");
    try (Stream<Path> files = Files.walk(Path.of("routes"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = routes.resolve(Path.of("routes").relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path delivery = routes.resolve("delivery/delivery.camel.yaml");
    Files.writeString(
        delivery, Files.readString(delivery).replaceFirst("ref: reports", "reef: reports"));
    List<String> settings = new ArrayList<>(madeUpSettings());
    settings.add("--lagret.routes-directory=" + routes);
    try (Gateway gateway = started("broken", settings)) {
      assertRefused(gateway, "delivery.camel.yaml, line 36: ", "Did you mean ref?");
    }
  }

  @Test
  void showsItselfWithoutAnySettings() {
    List<String> settings =
        List.of(
            "--spring.profiles.active=demo",
            "--lagret.data-directory=" + directory.resolve("data"),
            "--server.port=" + Gateway.freePort());
    try (Gateway gateway = started("demo", settings)) {
      await()
          .atMost(START)
          .until(() -> gateway.hasEnded() || confirmed(gateway, Gateway.port(settings)) > 0);
      assertThat(gateway.hasEnded()).as(gateway::said).isFalse();
    }
  }

  private static int confirmed(Gateway demo, int port) {
    String summary = demo.get(port, "/api/summary", "demo:demo-password");
    return JsonMapper.shared()
        .readTree(summary == null ? "{}" : summary)
        .path("counts")
        .path("CONFIRMED")
        .asInt();
  }

  private List<String> madeUpSettings() {
    var pair = new no.lagret.testing.OpenSsl(directory).pair("mottaker");
    return List.of(
        "--lagret.data-directory=" + directory.resolve("data"),
        "--lagret.keys.private=" + pair.key(),
        "--lagret.keys.certificate=" + pair.certificate(),
        "--lagret.portal.svarinn.base-url=http://127.0.0.1:9",
        "--lagret.portal.svarinn.username=x",
        "--lagret.portal.svarinn.password=x",
        "--lagret.case-system.http.base-url=http://127.0.0.1:9",
        "--server.port=0");
  }

  private Gateway started(String name, List<String> arguments) {
    return Gateway.startUnpacked(directory.resolve(name + ".log"), List.of(), arguments);
  }

  /** It ends at once when it has said why, with a code that says so, and what it says is short. */
  private static void assertRefused(Gateway gateway, String... words) {
    await()
        .atMost(START)
        .until(() -> gateway.hasEnded() || Stream.of(words).allMatch(gateway.said()::contains));
    assertThat(gateway.ends(SOON)).as(gateway::said).isTrue();
    assertThat(gateway.exitCode()).isNotZero();
    assertThat(gateway.said()).contains(words);
    assertThat(gateway.complaint()).as(gateway::said).hasSizeLessThan(FEW_LINES);
  }
}
