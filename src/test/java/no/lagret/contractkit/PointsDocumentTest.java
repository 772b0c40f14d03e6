package no.lagret.contractkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The manual says of each point what the command says. */
class PointsDocumentTest {

  private static final Path DOCUMENT = Path.of("docs", "new-case-system.md");

  @ParameterizedTest
  @EnumSource(Point.class)
  void saysOfEachPointWhatTheCommandSays(Point point) throws IOException {
    assertThat(Files.readString(DOCUMENT))
        .contains("| `%s` | %s | %s |".formatted(point.id(), point.expected(), point.whatToDo()));
  }

  @Test
  void namesNoPointThatIsNone() throws IOException {
    assertThat(
            Files.readAllLines(DOCUMENT).stream()
                .filter(
                    line ->
                        line.startsWith("| `")
                            && !line.startsWith("| `GET")
                            && !line.startsWith("| `PUT")))
        .hasSize(Point.values().length);
  }
}
