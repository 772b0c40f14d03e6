package no.lagret.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sample may say, and what its writer is told when it says something else. */
class SampleTest {

  @TempDir private Path directory;

  @Test
  void readsTheShippedOne() throws Exception {
    Sample sample = Sample.read(Path.of("routes", "samples", "report.json"));

    assertThat(sample.size()).isEqualTo(8192);
    assertThat(sample.recipient()).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"sise\": 9000} | has the unknown field sise | Did you mean size?",
        "{\"case-system-behavior\": []} | has the unknown field case-system-behavior | Did you mean case-system-behaviour?",
        "{\"channel\": \"FIKS_IO\"} | has an unusable channel | Write SVARINN.",
        "{\"size\": 10} | has an unusable size | Write a whole number of bytes from 1400 to 20971520.",
        "{\"size\": \"9000\"} | has an unusable size | Write a whole number of bytes from 1400 to 20971520.",
        "{\"encoding\": \"pem\"} | has an unusable encoding | Write ber or der.",
        "{\"sent\": \"yesterday\"} | has an unusable sent | Write a time such as 2026-01-31T12:00:00Z.",
        "{\"portal-behaviour\": \"on=list\"} | has an unusable portal-behaviour | Write a list of texts",
        "{\"recipient\": \"158113 99912\"} | holds eleven digits | Take them out",
        "[] | is no JSON object | routes/samples/report.json is one.",
        "{\"size\": | is no JSON | Look at the quotes and commas"
      })
  void saysWhatIsWrongAndWhatToDo(String json, String wrong, String whatToDo) throws IOException {
    Path file = Files.writeString(directory.resolve("sample.json"), json);

    assertThatThrownBy(() -> Sample.read(file))
        .isInstanceOf(Sample.Refused.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContainingAll(wrong, whatToDo)
        .message()
        .hasLineCount(2)
        .doesNotContain("99912");
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    assertThatThrownBy(() -> Sample.read(directory.resolve("none.json")))
        .hasMessageContaining("cannot be read");
  }
}
