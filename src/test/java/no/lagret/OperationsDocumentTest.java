package no.lagret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import org.junit.jupiter.api.Test;

/** Whoever reads a warning at night finds it in the document, word for word. */
class OperationsDocumentTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern LINE =
      Pattern.compile("LOG\\.(?:warn|error)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  @Test
  void explainsEveryAlarm() throws IOException {
    String document = document();
    String sources = String.join("\n", sources());
    for (Condition condition : Condition.values()) {
      assertThat(document.contains("| `" + condition + "` |"))
          .as("%s is explained as it is used", condition)
          .isEqualTo(sources.contains("Condition." + condition));
    }
  }

  @Test
  void explainsEveryWarning() throws IOException {
    String document = document();
    int lines = 0;
    for (String source : sources()) {
      Matcher line = LINE.matcher(source.replaceAll("\"\\s*\\+\\s*\"", ""));
      while (line.find()) {
        lines++;
        assertThat(document).contains("| `" + line.group(1).replace("{}", "…") + "` |");
      }
    }
    assertThat(lines).isGreaterThan(10);
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("docs", "operations.md"));
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.startsWith(SOURCES.resolve("no/lagret/demo")))
          .filter(file -> !file.endsWith("Condition.java"))
          .map(OperationsDocumentTest::read)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
