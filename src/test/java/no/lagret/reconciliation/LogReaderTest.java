package no.lagret.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log is read whole or not at all, and what is said of it repeats nothing of it. */
class LogReaderTest {

  private static final String FIRST = "Nøkkel;Når;Navn\n";
  private static final String LINE = "a-1;24.11.2026 08:41;Oppdiktet Ærlig\n";

  private static LogReader reader(String encoding) {
    return new LogReader(
        new ReconciliationSettings.Log(
            new ReconciliationSettings.Columns("Nøkkel", null, null, null, "Når", null, null, null),
            ";",
            encoding,
            null,
            "Europe/Oslo",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            true));
  }

  @Test
  void readsOnlyTheColumnsThatTheSettingsName() {
    Logs.Log log = reader("UTF-8").read("The log", (FIRST + LINE).getBytes(UTF_8));

    assertThat(log.why()).isNull();
    assertThat(log.rows()).hasSize(1);
    assertThat(log.rows().toString()).contains("a-1").doesNotContain("Oppdiktet");
    assertThat(log.rows().get(0).earliest()).isEqualTo(Instant.parse("2026-11-24T07:41:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-2;24.11.2026 08:41;Oppdiktet Æ",
        "a-2;24.11.2026 08:",
        "a-2;24.11.2026 08:41\n",
        "a-2;24.11.2026 08:41;\"Oppdiktet\n",
        "a-2;i går;Oppdiktet\n",
        "a-2;31.02.2026 08:41;Oppdiktet\n",
        ";;Oppdiktet\n",
      })
  void readsNothingOfATornOne(String torn) {
    Logs.Log log = reader("UTF-8").read("The log", (FIRST + LINE + torn).getBytes(UTF_8));

    assertThat(log.rows()).isEmpty();
    assertThat(log.why()).startsWith("The log: ").doesNotContain("Oppdiktet", "a-2");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, windows-1252", "windows-1252, UTF-8"})
  void readsNothingInAnEncodingThatItIsNot(String set, String is) {
    Logs.Log log = reader(set).read("The log", (FIRST + LINE).getBytes(Charset.forName(is)));

    assertThat(log.rows()).isEmpty();
    assertThat(log.why()).contains("set the ").contains("encoding");
  }

  @ParameterizedTest
  @CsvSource({
    "25.10.2026 02:30, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
    "25.10.2026 03:30, 2026-10-25T02:30:00Z, 2026-10-25T02:30:00Z",
    "29.3.2026 02:30, 2026-03-29T01:30:00Z, 2026-03-29T01:30:00Z",
    "24.11.2026 kl. 08:41:05, 2026-11-24T07:41:05Z, 2026-11-24T07:41:05Z",
    "24.11.2026 8, 2026-11-24T07:00:00Z, 2026-11-24T07:00:00Z",
    "2026-11-24T08:41:05.123+01:00, 2026-11-24T07:41:05.123Z, 2026-11-24T07:41:05.123Z",
    "2026-11-24 08:41, 2026-11-24T07:41:00Z, 2026-11-24T07:41:00Z",
    "2026-11-24T07:41:05Z, 2026-11-24T07:41:05Z, 2026-11-24T07:41:05Z",
  })
  void readsTimesAsTheyAreWrittenInNorway(String text, Instant earliest, Instant latest) {
    LogTimes.Moment read = new LogTimes(null, "Europe/Oslo").read(text);

    assertThat(read).isEqualTo(new LogTimes.Moment(earliest, latest));
  }

  /** As a spreadsheet saves it: what it says itself of its encoding goes before the setting. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsAMarkedLogInTheEncodingThatItNamesItself(String is) {
    byte[] bytes = ("\uFEFF" + FIRST + LINE).getBytes(Charset.forName(is));

    Logs.Log log = reader("windows-1252").read("The log", bytes);

    assertThat(log.why()).isNull();
    assertThat(log.rows()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "\r\n\r\n"})
  void refusesAnEmptyOne(String text) {
    assertThat(reader("UTF-8").read("The log", text.getBytes(UTF_8)).why()).contains("empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u202E1", "a\u00851", "a\u20281", "a\u00A01", "a 1", "a\u001B[31m"})
  void refusesAnIdThatWouldNotStayOnItsLine(String id) {
    Logs.Log log =
        reader("UTF-8").read("The log", (FIRST + LINE.replace("a-1", id)).getBytes(UTF_8));

    assertThat(log.why()).contains("an id that cannot be one").doesNotContain(id);
  }

  private static Logs.Log readStatus(String word) {
    LogReader reader =
        new LogReader(
            new ReconciliationSettings.Log(
                new ReconciliationSettings.Columns("Id", null, null, null, null, null, "Hva", null),
                ";",
                "UTF-8",
                null,
                "Europe/Oslo",
                List.of("Levert"),
                List.of(),
                List.of("Papir"),
                List.of("Kladd"),
                true));
    return reader.read("The log", ("Id;Hva\na-1;" + word + "\n").getBytes(UTF_8));
  }

  /** A word that no setting names may be the one for paper. */
  @Test
  void refusesAStatusThatNoSettingNames() {
    assertThat(readStatus("levert").rows())
        .extracting(Row::status)
        .containsExactly(Row.Status.DELIVERED);
    assertThat(readStatus("").rows()).extracting(Row::status).containsExactly(Row.Status.NOT_SAID);
    assertThat(readStatus("Kladd").rows()).isEmpty();
    assertThat(readStatus("Kladd").why()).isNull();
    assertThat(readStatus("Oppdiktet").why())
        .startsWith("The log: line 2 has a status")
        .doesNotContain("Oppdiktet");
  }

  private static LogFolder folder(Path folder) {
    return new LogFolder(folder, reader("UTF-8"), null);
  }

  private static Path dropped(Path folder, String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("default/portal")).resolve(name);
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    return file;
  }

  @Test
  void deletesWhatWasReadAndKeepsWhatCannotBe(@TempDir Path directory) throws IOException {
    Path good = dropped(directory, "a.csv", FIRST + LINE);
    LogFolder folder = folder(directory);

    LogFolder.Dropped read = folder.read("default");
    assertThat(read.logs().portal().rows()).hasSize(1);
    assertThat(good).exists();
    folder.done(read);
    assertThat(good).doesNotExist();

    Path torn = dropped(directory, "b.csv", FIRST + "a-2;24.");
    LogFolder.Dropped other = folder.read("default");
    assertThat(other.logs().portal().why()).contains("cut off");
    folder.done(other);
    assertThat(torn).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xlsx", "a.ZIP", "a.txt"})
  void saysWhatLiesThereAndIsNoLog(String name, @TempDir Path directory) throws IOException {
    dropped(directory, name, FIRST + LINE);

    assertThat(folder(directory).read("default").logs().portal().why()).contains("no CSV file");
  }

  @Test
  void saysThatTheFolderIsNotThere(@TempDir Path directory) {
    Logs logs = folder(directory.resolve("unmounted")).read("default").logs();

    assertThat(logs.portal().why()).contains("mounted");
    assertThat(logs.caseSystem()).isNull();
  }

  @Test
  void waitsForOneThatIsBeingWritten(@TempDir Path directory) throws Exception {
    Path file = dropped(directory, "a.csv", FIRST + LINE);
    Files.writeString(file, FIRST);
    CompletableFuture<LogFolder.Dropped> reading =
        CompletableFuture.supplyAsync(() -> folder(directory).read("default"));
    Files.writeString(file, FIRST + LINE + LINE.replace("a-1", "a-2"));

    assertThat(reading.get(2, java.util.concurrent.TimeUnit.MINUTES).logs().portal().rows())
        .hasSize(2);
  }

  @Test
  void keepsAFileThatWasWrittenToAfterItWasRead(@TempDir Path directory) throws IOException {
    Path file = dropped(directory, "a.csv", FIRST + LINE);
    LogFolder folder = folder(directory);
    LogFolder.Dropped read = folder.read("default");
    Files.writeString(file, FIRST + LINE + LINE);

    folder.done(read);

    assertThat(file).exists();
  }

  @Test
  void readsTheSamplesAsTheDocumentSays() throws IOException {
    Path samples = Path.of("docs", "samples", "reconciliation");
    Logs.Log portal =
        new LogReader(
                new ReconciliationSettings.Log(
                    new ReconciliationSettings.Columns(
                        "Meldings-id",
                        "Forsendelses-id",
                        null,
                        null,
                        "Sendt",
                        null,
                        "Status",
                        null),
                    ";",
                    "windows-1252",
                    null,
                    "Europe/Oslo",
                    List.of("Levert"),
                    List.of("Venter"),
                    List.of("Skrevet ut"),
                    List.of(),
                    true))
            .read("portal", Files.readAllBytes(samples.resolve("portal-log.csv")));
    Logs.Log caseSystem =
        new LogReader(
                new ReconciliationSettings.Log(
                    new ReconciliationSettings.Columns(
                        null, null, null, "Dato", "Time", "Antall", null, null),
                    ";",
                    "UTF-8",
                    null,
                    "Europe/Oslo",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    true))
            .read("case system", Files.readAllBytes(samples.resolve("case-system-log.csv")));

    assertThat(portal.rows().stream().map(Row::status))
        .containsExactly(Row.Status.DELIVERED, Row.Status.WAITING, Row.Status.PRINTED);
    assertThat(caseSystem.rows().stream().map(Row::count)).containsExactly(1, 1, 0);
    assertThat(caseSystem.rows().get(0).earliest())
        .isEqualTo(Instant.parse("2026-11-24T07:00:00Z"));
  }
}
