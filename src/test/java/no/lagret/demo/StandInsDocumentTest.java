package no.lagret.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual names each call and each kind of behaviour, and no other. */
class StandInsDocumentTest {

  @Test
  void namesEachCallAndEachKindAndNoOther() throws IOException {
    Set<String> known =
        Stream.of(CaseSystemCalls.KINDS, FolderStandIn.KINDS, PortalCalls.KINDS, FiksIoCalls.KINDS)
            .flatMap(kinds -> kinds.entrySet().stream())
            .flatMap(call -> Stream.concat(Stream.of(call.getKey()), call.getValue().stream()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("docs", "stand-ins.md"))) {
      if (line.startsWith("| `") || line.startsWith("| |")) {
        // Options and words in the last column are no kinds.
        String[] cells = line.split("\\|");
        for (int cell = 1; cell <= 2; cell++) {
          Matcher name = Pattern.compile("`([a-z-]+)`").matcher(cells[cell]);
          while (name.find()) {
            named.add(name.group(1));
          }
        }
      }
    }
    named.remove("-after");
    assertThat(named).isEqualTo(known);
  }
}
