package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import no.lagret.alert.Condition;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.ReportState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator reads in the manual is what stands on the pages. */
class ManualTest {

  private static final Path DOCS = Path.of("docs");
  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
  private static final List<String> PARTS =
      List.of(
          "Hva skjedde",
          "Hvor er meldingen",
          "Hva skjer hvis du ikke gjør noe",
          "Hva du gjør",
          "Når du skal ringe noen",
          "Når er det i orden");

  private static final Properties WORDS = new Properties();
  private static String manual = "";

  @BeforeAll
  static void read() throws IOException {
    try (Reader file =
        Files.newBufferedReader(Path.of("src/main/resources/no/lagret/console/words.properties"))) {
      WORDS.load(file);
    }
    manual = Files.readString(DOCS.resolve("operator.md"));
  }

  @ParameterizedTest
  @EnumSource
  void namesEveryStateAsThePagesDo(ReportState state) {
    assertThat(manual).contains("- **" + WORDS.getProperty("state." + state) + "**:");
  }

  /** Those that can stand: OperationsDocumentTest keeps that list. */
  @ParameterizedTest
  @EnumSource
  void namesEveryAlarmAsThePagesDo(Condition condition) throws IOException {
    boolean canStand =
        Files.readString(DOCS.resolve("operations.md")).contains("| `" + condition + "` |");

    assertThat(manual.contains("- **" + WORDS.getProperty("alarm." + condition) + "**:"))
        .isEqualTo(canStand);
  }

  @ParameterizedTest
  @EnumSource
  void explainsEveryCauseInTheSameOrder(DeadLetterReason reason) throws IOException {
    String page = page(reason);

    assertThat(page).startsWith("# " + WORDS.getProperty("cause." + reason) + "\n");
    assertThat(page.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
        .isEqualTo(PARTS);
  }

  /** Buttons, states and headings; or a section of the manual. */
  @ParameterizedTest
  @EnumSource
  void namesInBoldOnlyWhatCanBeFound(DeadLetterReason reason) throws IOException {
    assertThat(BOLD.matcher(page(reason)).results().map(bold -> bold.group(1)))
        .isNotEmpty()
        .allMatch(words -> WORDS.containsValue(words) || manual.contains("\n### " + words + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "letter.redeliver",
        "action.register-by-hand",
        "action.hand-back",
        "action.park",
        "notes",
        "action.open",
        "set-aside",
        "brake.delivery.pause",
        "brake.confirmations.hold",
        "alarm.acknowledge"
      })
  void explainsEveryAction(String button) {
    assertThat(manual).contains("- **" + WORDS.getProperty(button) + "**");
  }

  private static String page(DeadLetterReason reason) throws IOException {
    String topic = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Files.readString(DOCS.resolve("operator").resolve(topic + ".md"));
  }
}
