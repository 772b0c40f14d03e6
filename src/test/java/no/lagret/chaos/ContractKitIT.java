package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.testing.CaseSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code test-case-system} of the packaged jar. */
class ContractKitIT {

  @Test
  void saysPointByPointWhatHolds(@TempDir Path directory) {
    CommandLine commands = new CommandLine(directory);
    try (CaseSystem caseSystem = CaseSystem.start(directory)) {
      String where = "--base-url=" + caseSystem.baseUrl();
      String token = "--token=" + caseSystem.token();
      assertThat(commands.ends("good", command(where, token))).isZero();
      assertThat(commands.said("good")).contains("16 of 16 points hold");

      caseSystem.answers("put").kind("lie").forEver();
      assertThat(commands.ends("lying", command(where, token))).isEqualTo(1);
      assertThat(commands.said("lying"))
          .contains("NOT OK     get-stored")
          .contains("do:   Answer from what is stored")
          .doesNotContain(caseSystem.token());

      assertThat(commands.ends("typo", command(where, "--tokn=x"))).isEqualTo(2);
      assertThat(commands.said("typo")).startsWith("There is no option tokn");
    }
  }

  private static List<String> command(String... options) {
    return Stream.concat(Stream.of("test-case-system"), Stream.of(options)).toList();
  }
}
