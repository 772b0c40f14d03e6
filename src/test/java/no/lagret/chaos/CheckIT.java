package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import no.lagret.testing.OpenSsl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged jar's command {@code check}, as a pipeline runs it. */
class CheckIT {

  @TempDir private Path directory;
  private List<String> settings = List.of();

  @BeforeEach
  void setUp() {
    OpenSsl.Pair pair = new OpenSsl(directory).pair("mottaker");
    settings =
        List.of(
            "check",
            "--lagret.data-directory=" + directory.resolve("data"),
            "--lagret.keys.private=" + pair.key(),
            "--lagret.keys.certificate=" + pair.certificate(),
            "--lagret.portal.svarinn.base-url=http://127.0.0.1:9",
            "--lagret.portal.svarinn.username=x",
            "--lagret.portal.svarinn.password=secret-of-the-test",
            "--lagret.case-system.http.base-url=http://127.0.0.1:9");
  }

  @Test
  void endsWithZeroWhereAllIsWell() {
    assertThat(ends("well", List.of())).isZero();
    assertThat(said("well")).isEqualTo("All is well with routes and settings.\n");
  }

  @Test
  void endsWithOneAndSaysWhatIsWrong() {
    new OpenSsl(directory)
        .run(
            List.of(
                "req",
                "-x509",
                "-subj",
                "/CN=mottaker",
                "-days",
                "2",
                "-key",
                directory.resolve("mottaker.key.pem").toString(),
                "-out",
                directory.resolve("mottaker.certificate.pem").toString()));

    assertThat(ends("people", List.of())).isEqualTo(1);
    assertThat(said("people"))
        .contains(": expires in 1 days, at ")
        .endsWith("1 finding.\n")
        .doesNotContain("secret-of-the-test");
  }

  @Test
  void findsWhatIsWrongInARouteAndSaysItToTools() throws IOException {
    Path routes = directory.resolve("routes");
    for (String folder :
        List.of(
            "portal-svarinn",
            "delivery",
            "case-system-http",
            "confirmation",
            "hand-back",
            "alerts")) {
      Path file = Path.of(folder, folder + ".camel.yaml");
      Files.createDirectories(routes.resolve(folder));
      Files.writeString(
          routes.resolve(file),
          Files.readString(Path.of("routes").resolve(file))
              .replace("method: prove", "method: prov"));
    }

    assertThat(ends("tools", List.of("--json", "--lagret.routes-directory=" + routes))).isOne();
    JsonNode json = JsonMapper.shared().readTree(said("tools"));
    assertThat(json.path("outcome").asString()).isEqualTo("WRONG");
    assertThat(json.path("findings").valueStream())
        .anySatisfy(
            finding -> {
              assertThat(finding.path("where").asString()).endsWith("delivery.camel.yaml");
              assertThat(finding.path("line").asInt()).isEqualTo(42);
              assertThat(finding.path("whatToDo").asString()).isEqualTo("Did you mean prove?");
            });
  }

  @Test
  void endsWithTwoWhereItCannotTell() {
    assertThat(ends("neither", List.of("--spring.config.location=file:/nowhere/application.yaml")))
        .isEqualTo(2);
    assertThat(said("neither")).startsWith("Could not tell: ");
    assertThat(ends("unknown", List.of("--jsn"))).isEqualTo(2);
    assertThat(said("unknown")).startsWith("There is no option --jsn");
  }

  @Test
  void createsNothing() {
    ends("nothing", List.of());

    assertThat(directory.resolve("data")).doesNotExist();
  }

  private int ends(String name, List<String> more) {
    List<String> arguments = new ArrayList<>(settings);
    arguments.addAll(more);
    return new CommandLine(directory).ends(name, arguments);
  }

  private String said(String name) {
    return new CommandLine(directory).said(name);
  }
}
