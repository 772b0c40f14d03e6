package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code config show} of the packaged jar. */
class ConfigShowIT {

  @TempDir private Path directory;

  @Test
  void saysWhatHoldsAndWhereItComesFromAndNoSecret() throws IOException {
    Path secrets = Files.createDirectory(directory.resolve("secrets"));
    Files.writeString(secrets.resolve("lagret.portal.svarinn.password"), "geheim-1");
    Path file = directory.resolve("more.yaml");
    Files.writeString(
        file,
        """
        lagret:
          case-system.http:
            base-url: https://user:geheim-2@familia.example.org/api
            token: geheim-3
          recipients.gamle-oslo.portal.svarinn:
            username: district
            password: geheim-4
          users:
            - name: kari
              password: "{bcrypt}geheim-5"
        """);

    assertThat(
            ends(
                "shown",
                "--spring.config.additional-location=file:" + file,
                "--spring.config.import=configtree:" + secrets + "/",
                "--lagret.ledger.url=jdbc:postgresql://db/lagret?user=a&password=geheim-6",
                "--lagret.delivery.consumers=7"))
        .isZero();

    assertThat(said("shown"))
        .doesNotContain("geheim")
        .contains(
            "lagret.delivery.consumers = 7  (argument)\n",
            "lagret.delivery.retry-delay = 5s  (default)\n",
            "lagret.portal.svarinn.password = ******  (" + secrets,
            "lagret.case-system.http.token = ******  (" + file + ", line 4)\n",
            "lagret.case-system.http.base-url = https://******@familia.example.org/api",
            "lagret.recipients.gamle-oslo.portal.svarinn.username = district  ("
                + file
                + ", line 6)\n",
            "lagret.users[0].name = kari",
            "lagret.users[0].password = ******");
  }

  @Test
  void endsWithOneWhereNothingReadsASettingAndDoesNotShowItsValue() {
    assertThat(ends("misspelt", "--lagret.portal.svarinn.pasword=geheim")).isOne();
    assertThat(said("misspelt"))
        .doesNotContain("geheim")
        .contains(
            "Nothing reads lagret.portal.svarinn.pasword:"
                + " did you mean lagret.portal.svarinn.password?");
  }

  @Test
  void saysWhichRecipientCannotBe() {
    assertThat(ends("refused", "--lagret.recipients.default.portal.svarinn.username=x")).isOne();
    assertThat(said("refused"))
        .startsWith("lagret.recipients.default is the recipient of the flat settings. Move its");
  }

  @Test
  void speaksToTools() {
    assertThat(ends("tools", "--json", "--lagret.delivery.consumers=7")).isZero();
    assertThat(said("tools"))
        .contains("{\"name\":\"lagret.delivery.consumers\",\"value\":\"7\",\"from\":\"argument\"}");
  }

  private int ends(String name, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("config", "show"));
    arguments.addAll(List.of(settings));
    return new CommandLine(directory).ends(name, arguments);
  }

  private String said(String name) {
    return new CommandLine(directory).said(name);
  }
}
