package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import no.lagret.demo.InventedPerson;
import no.lagret.dryrun.DryRun;
import no.lagret.dryrun.DryRunResult;
import no.lagret.dryrun.DryRunResult.Outcome;
import no.lagret.dryrun.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** The packaged jar's command {@code check --with}, as an engineer and a pipeline run it. */
class DryRunIT {

  private static final Path SHIPPED = Path.of("routes", "samples", "report.json");

  @TempDir private Path directory;
  private Path routes = Path.of("routes");

  @BeforeEach
  void copyRoutes() throws IOException {
    Path copy = directory.resolve("routes");
    try (Stream<Path> files = Files.walk(routes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(routes.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    routes = copy;
  }

  @Test
  void bringsTheSampleThroughWithoutAnySettings() {
    CommandLine packed = new CommandLine(directory);
    assertThat(packed.ends("people", List.of("check", "--with", SHIPPED.toString()))).isZero();
    assertThat(said("people"))
        .contains(
            "to svarinn:fetch",
            "LagretSealedSize=",
            "to jms:queue:lagret.reports",
            "HTTP 404",
            "HTTP 201",
            "receiptVerifier.prove",
            "to svarinn:confirm",
            "Ledger: QUEUED, STORED, CONFIRMED\n",
            "LagretStamp=(not shown)")
        .endsWith(
            "The sample came through: the case system's stand-in holds it, and the portal's was told.\n")
        .doesNotContain(InventedPerson.MARK, InventedPerson.NUMBER, "Bearer", "Basic");
  }

  @Test
  void showsWhatTheRoutesDoWhileTheCaseSystemIsDown() throws IOException {
    Path sample =
        sample(
            "{\"case-system-behaviour\": [\"on=put,kind=status,status=503,times=2\"], \"size\": 9000}");

    assertThat(ends("tools", sample, List.of("--json"))).isZero();
    DryRunResult result = result("tools");
    assertThat(result.events())
        .containsExactly(
            "QUEUED",
            "ATTEMPT_FAILED OUTAGE STATUS_503",
            "ATTEMPT_FAILED OUTAGE STATUS_503",
            "STORED",
            "CONFIRMED");
    assertThat(result.steps().stream().filter(step -> step.outcome().startsWith("HTTP")))
        .extracting(Step::outcome)
        .containsExactly("HTTP 404", "HTTP 503", "HTTP 404", "HTTP 503", "HTTP 404", "HTTP 201");
  }

  @Test
  void saysAtWhichStepItStoppedAndWhy() throws IOException {
    Path sample =
        sample("{\"case-system-behaviour\": [\"on=put,kind=problem,status=422,type=urn:x:nei\"]}");

    assertThat(ends("stopped", sample, List.of())).isOne();
    assertThat(said("stopped"))
        .contains("Ledger: QUEUED, DEAD_LETTERED REFUSED")
        .containsPattern(
            "The sample did not come through: at case-system-http-put caseSystem.putAnswered"
                + " \\(.*case-system-http.camel.yaml, line 70\\): REFUSAL .*; nothing more will be tried\\.\n$");
  }

  @Test
  void takesTheWayOfTheRecipientThatTheSampleNames() throws IOException {
    Path sample = sample("{\"recipient\": \"nordstrand\", \"size\": 5000}");
    String district = "--lagret.recipients.nordstrand.recipient.name=Nordstrand bydel";

    assertThat(ends("district", sample, List.of(district))).as(() -> said("district")).isZero();
    assertThat(said("district"))
        .contains("jms:queue:lagret.reports.nordstrand", "case-system-http-put-nordstrand");

    assertThat(ends("nobody", sample, List.of())).isEqualTo(2);
    assertThat(said("nobody"))
        .isEqualTo(
            "Could not tell: There is no recipient nordstrand in the settings: correct the sample.\n");
  }

  @Test
  void runsNothingWhereARouteIsWrong() throws IOException {
    change("delivery", "method: prove", "method: prov");

    assertThat(ends("wrong", SHIPPED, List.of())).isOne();
    assertThat(said("wrong"))
        .contains("delivery.camel.yaml, line 42: ", "Did you mean prove?")
        .endsWith("Nothing was run: routes or settings are wrong.\n");
  }

  @Test
  void reachesNothingThatTheSettingsName() throws IOException {
    try (Elsewhere elsewhere = new Elsewhere()) {
      assertThat(
              ends(
                  "elsewhere",
                  SHIPPED,
                  List.of(
                      "--lagret.portal.svarinn.base-url=" + elsewhere.address(),
                      "--lagret.case-system.http.base-url=" + elsewhere.address(),
                      "--lagret.broker.mode=external",
                      "--lagret.broker.url=tcp://" + elsewhere.authority(),
                      "--lagret.ledger.url=jdbc:postgresql://" + elsewhere.authority() + "/ledger",
                      "--spring.mail.host=127.0.0.2",
                      "--spring.security.oauth2.client.registration.x.client-id=x",
                      "--spring.security.oauth2.client.registration.x.client-secret=x",
                      "--spring.security.oauth2.client.provider.x.issuer-uri="
                          + elsewhere.address())))
          .as(() -> said("elsewhere"))
          .isZero();
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void stopsARouteThatWouldLeadOut() throws IOException {
    change(
        "case-system-http",
        "- name: lagret.case-system.http.base-url",
        "- name: lagret.recipient.name");
    change(
        "case-system-http",
        "\"{{lagret.case-system.http.base-url}}\"",
        "\"{{lagret.recipient.name}}\"");
    try (Elsewhere elsewhere = new Elsewhere()) {
      assertThat(ends("out", SHIPPED, List.of("--lagret.recipient.name=" + elsewhere.address())))
          .isOne();
      assertThat(said("out")).contains("a step of http: would lead out of the dry run");
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void isToBeHadFromARunningGatewayToo() throws IOException {
    MockEnvironment settings =
        new MockEnvironment().withProperty("lagret.delivery.false-receipt-attempts", "2");
    Path sample =
        sample(
            "{\"case-system-behaviour\": [\"on=put,kind=lie\"], \"sent\": \"2026-01-15T08:30:00Z\"}");

    DryRunResult result = DryRun.of(routes, sample, settings);

    assertThat(result.outcome()).as(result.why()).isEqualTo(Outcome.STOPPED);
    assertThat(result.events()).filteredOn(event -> event.startsWith("ATTEMPT_FAILED")).hasSize(1);
    assertThat(result.events()).last().asString().startsWith("DEAD_LETTERED FALSE_RECEIPT");
  }

  @Test
  void bringsTheSampleThroughAFolderWhereThatIsHowTheCaseSystemIsReached() throws IOException {
    Path outbox = Files.createDirectory(directory.resolve("outbox"));

    assertThat(ends("files", sample("{}"), List.of("--lagret.case-system.file.outbox=" + outbox)))
        .as(() -> said("files"))
        .isZero();
    assertThat(said("files"))
        .contains(
            "caseSystemFolder.handOver",
            "Ledger: QUEUED, AWAITING, STORED, CONFIRMED\n",
            "The sample came through")
        .doesNotContain("HTTP 404");
    assertThat(outbox).as("the real one").isEmptyDirectory();
  }

  @Test
  void showsOfAFolderWhatBecomesOfAReportWithoutAReceiptToARunningGatewayToo() throws IOException {
    MockEnvironment settings =
        new MockEnvironment()
            .withProperty(
                "lagret.recipients.nordstrand.case-system.file.outbox", directory.toString())
            .withProperty(
                "lagret.recipients.nordstrand.case-system.file.receipts", directory.toString());
    Path sample =
        sample(
            "{\"recipient\": \"nordstrand\", \"case-system-behaviour\": [\"on=import,kind=silent\"]}");

    DryRunResult result = DryRun.of(routes, sample, settings);

    assertThat(result.outcome()).as(result.why()).isEqualTo(Outcome.STOPPED);
    assertThat(result.events()).contains("ATTEMPT_FAILED NO_RECEIPT TAKEN");
    assertThat(result.events()).last().asString().startsWith("DEAD_LETTERED NO_RECEIPT");
  }

  private void change(String folder, String from, String to) throws IOException {
    Path file = routes.resolve(folder).resolve(folder + ".camel.yaml");
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  private Path sample(String json) throws IOException {
    return Files.writeString(directory.resolve("sample.json"), json);
  }

  private int ends(String name, Path sample, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("check", "--with", sample.toString()));
    arguments.add("--lagret.routes-directory=" + routes);
    arguments.addAll(more);
    return new CommandLine(directory).endsUnpacked(name, arguments);
  }

  private String said(String name) {
    return new CommandLine(directory).said(name);
  }

  private DryRunResult result(String name) {
    return JsonMapper.shared().readValue(said(name), DryRunResult.class);
  }

  /** Another address of this machine, which counts who connects. */
  private static final class Elsewhere implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();

    Elsewhere() throws IOException {
      socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.2"));
      Thread thread = new Thread(this::accept, "elsewhere");
      thread.setDaemon(true);
      thread.start();
    }

    private void accept() {
      while (!socket.isClosed()) {
        try (Socket caller = socket.accept()) {
          connections.incrementAndGet();
        } catch (IOException e) {
          return;
        }
      }
    }

    String authority() {
      return "127.0.0.2:" + socket.getLocalPort();
    }

    String address() {
      return "http://" + authority();
    }

    int connections() {
      return connections.get();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
