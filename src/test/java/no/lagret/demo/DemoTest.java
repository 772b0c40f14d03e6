package no.lagret.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {

  @TempDir Path folder;

  @Test
  void offersAReportEveryFewSeconds() throws Exception {
    DemoKeys keys = DemoKeys.createIfMissing(folder.resolve("keys"));
    try (DemoStandIns demo =
        DemoStandIns.start(
            folder.resolve("demo"),
            keys.certificate(),
            new DemoSettings(Duration.ofMillis(200), DemoPortal.Channel.SVARINN))) {
      Map<String, Object> settings = demo.settings();
      String credentials =
          settings.get("lagret.portal.svarinn.username")
              + ":"
              + settings.get("lagret.portal.svarinn.password");
      Calls portal =
          new Calls(
              settings.get("lagret.portal.svarinn.base-url").toString(),
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));

      await()
          .until(() -> Json.read(portal.get("/mottaker/hentNyeForsendelser").body()).size() >= 3);

      assertThat(
              new Calls(
                      settings.get("lagret.case-system.http.base-url") + "/bekymringsmeldinger",
                      "Bearer " + settings.get("lagret.case-system.http.token"))
                  .get("/unknown")
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void makesKeysOnceAndForTheirOwnerOnly() throws Exception {
    DemoKeys keys = DemoKeys.createIfMissing(folder);
    String made = Files.readString(keys.privateKey());

    assertThat(DemoKeys.createIfMissing(folder)).isEqualTo(keys);
    assertThat(Files.readString(keys.privateKey())).isEqualTo(made).contains("BEGIN PRIVATE KEY");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.privateKey())))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(ints = {SampleReport.SMALLEST, 1500, 2375, 9_999, 65_536, 5 * 1024 * 1024})
  void writesReportsOfExactlyTheSizeAskedFor(int size) {
    byte[] pdf = SampleReport.pdf("4d0a8a3e-0000-4000-8000-000000000001", size);

    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    assertThat(pdf).hasSize(size);
    assertThat(text).startsWith("%PDF-1.4\n").contains(InventedPerson.MARK);
    assertThat(text.stripTrailing()).endsWith("%%EOF");
    int table = Integer.parseInt(text.replaceAll("(?s).*startxref\n([0-9]+)\n.*", "$1"));
    assertThat(text.substring(table)).startsWith("xref\n0 7\n");
    assertThat(SampleReport.pdf("another", size)).isNotEqualTo(pdf);
  }

  @Test
  void saysInAFewLinesWhatIsWrongWithItsArguments() {
    assertThat(StandInCommand.run(new String[] {"stand-in", "portal", "--tull=1"})).isEqualTo(2);
    assertThat(StandInCommand.run(new String[] {"stand-in"})).isEqualTo(2);
    assertThat(
            StandInCommand.run(
                new String[] {
                  "case-system",
                  "--journal=" + folder.resolve("j"),
                  "--store=" + folder.resolve("s"),
                  "--token=t",
                  "--behaviour=on=put,kind=tull"
                }))
        .isEqualTo(2);
  }
}
