package no.lagret.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person can get wrong in a route file is told by file, line, what is wrong, what to do. */
class RouteMistakesTest {

  private static final List<String> FOLDERS =
      List.of(
          "portal-svarinn",
          "portal-fiks-io",
          "delivery",
          "case-system-http",
          "case-system-file",
          "confirmation",
          "hand-back",
          "alerts");
  private static final int FEW_LINES = 10;

  @TempDir private Path routes;

  /** One edit of one of the real files, and all that is then said, the file's folder left out. */
  record Mistake(String folder, String from, String to, String said) {

    static Mistake of(String block) {
      List<String> lines = block.lines().toList();
      return new Mistake(
          lines.get(0),
          begun(lines, "-"),
          begun(lines, "+"),
          lines.stream()
              .skip(1)
              .filter(line -> !line.startsWith("-") && !line.startsWith("+"))
              .collect(Collectors.joining("\n")));
    }

    private static String begun(List<String> lines, String mark) {
      return lines.stream()
          .filter(line -> line.startsWith(mark))
          .map(line -> line.substring(1))
          .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
      return folder + ": " + to.strip().lines().findFirst().orElse("left out " + from.strip());
    }
  }

  static Stream<Mistake> mistakes() throws IOException {
    Path table = Path.of("src/test/resources/no/lagret/routes/mistakes.txt");
    return Arrays.stream(Files.readString(table).split("(?m)^== ")).skip(1).map(Mistake::of);
  }

  @BeforeEach
  void copyTheRealFiles() throws IOException {
    for (String folder : FOLDERS) {
      Files.createDirectories(routes.resolve(folder));
      Files.copy(RouteFolders.file(Path.of("routes"), folder), file(folder));
    }
  }

  @Test
  void findsNothingInTheRealFiles() {
    assertThat(RouteCheck.of(Path.of("routes"), FOLDERS).findings()).isEmpty();
  }

  /** Of the rest it says all that does not depend on what cannot be read. */
  @Test
  void doesNotHideWhatIsWrongInOneFileBehindAnotherThatCannotBeRead() throws IOException {
    Files.writeString(file("hand-back"), "- route: [");
    Files.writeString(
        file("delivery"),
        Files.readString(file("delivery")).replace("ref: reports", "ref: report"));

    assertThat(RouteCheck.of(routes, FOLDERS).findings())
        .extracting(Finding::wrong)
        .hasSize(2)
        .anyMatch(wrong -> wrong.startsWith("is no YAML"))
        .anyMatch(wrong -> wrong.equals("unknown bean `report`"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhereWhatAndWhatToDo(Mistake mistake) throws IOException {
    String real = Files.readString(file(mistake.folder()));
    assertThat(real).contains(mistake.from());
    int at = real.indexOf(mistake.from());
    write(
        mistake.folder(),
        real.substring(0, at) + mistake.to() + real.substring(at + mistake.from().length()));

    List<Finding> findings = RouteCheck.of(routes, FOLDERS).findings();

    assertThat(findings).isNotEmpty().allMatch(finding -> finding.text().lines().count() <= 4);
    assertThat(said(findings)).isEqualTo(mistake.said());
    BadRoute atStart = BadRoute.of(findings);
    assertThat((atStart.getMessage() + "\n" + atStart.whatToDo()).lines().count())
        .isLessThan(FEW_LINES);
  }

  @Test
  void saysThatAFileIsMissing() throws IOException {
    Files.delete(file("delivery"));

    assertThat(said(RouteCheck.of(routes, FOLDERS).findings()))
        .contains("delivery.camel.yaml: cannot be read\n  Check that it is there, and its rights.");
  }

  @Test
  void saysThatAFileIsEmpty() throws IOException {
    write("hand-back", "");

    assertThat(said(RouteCheck.of(routes, FOLDERS).findings()))
        .isEqualTo("hand-back.camel.yaml: is empty\n  Restore it from the release.");
  }

  @Test
  void saysInWhichLineAFileIsNoUtf8() throws IOException {
    String real = Files.readString(file("hand-back"));
    Files.write(
        file("hand-back"),
        real.replace("Tells the portal", "Sier til både").getBytes(StandardCharsets.ISO_8859_1));

    assertThat(said(RouteCheck.of(routes, FOLDERS).findings()))
        .isEqualTo("hand-back.camel.yaml, line 4: is not UTF-8 text\n  Save it as UTF-8.");
  }

  private Path file(String folder) {
    return RouteFolders.file(routes, folder);
  }

  private void write(String folder, String text) throws IOException {
    Files.writeString(file(folder), text);
  }

  private String said(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.text().replaceFirst("^.*/", ""))
        .collect(Collectors.joining("\n"));
  }
}
