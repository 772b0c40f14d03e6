package no.lagret.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import no.lagret.contractkit.ContractCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract kit finds each fault that the stand-in knows, and none where there is none. */
class ContractKitTest {

  /** They behave well, only not at once; "receipt" does nothing without options. */
  private static final Set<String> NO_FAULT = Set.of("normal", "slow", "drip", "receipt");

  @TempDir private Path directory;
  private CaseSystemStandIn caseSystem;

  @BeforeEach
  void start() {
    caseSystem =
        new CaseSystemStandIn(
            0, directory.resolve("journal.jsonl"), directory.resolve("store"), "secret-token");
  }

  @AfterEach
  void stop() {
    caseSystem.close();
  }

  @Test
  void findsNothingWhereEveryPointHolds() {
    Run run = run("--token=secret-token");
    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.said())
        .contains("Stop now (Ctrl-C) if it is in use")
        .contains("16 of 16 points hold")
        .doesNotContain("secret-token");
  }

  @Test
  void saysWhatItDidNotTryAndWhy() {
    Run run = run("--json");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.outcomes()).contains("get-unknown NOT_OK", "put-new NOT_TRIED");
    assertThat(run("--token=secret-token", "--organization-number=1").exit()).isEqualTo(2);
    assertThat(run("--token=secret-token", "--response-timeout=soon").said())
        .startsWith("response-timeout cannot be used");
  }

  @Test
  void cannotTellWhereNothingAnswers() {
    String gone = caseSystem.baseUrl();
    caseSystem.close();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(
            ContractCommand.run(
                new String[] {"--base-url=" + gone},
                new PrintStream(out, true, StandardCharsets.UTF_8)))
        .isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("NO_CONNECTION");
  }

  static Stream<String> faults() {
    return CaseSystemCalls.KINDS.entrySet().stream()
        .flatMap(
            call -> call.getValue().stream().map(kind -> "on=" + call.getKey() + ",kind=" + kind))
        .filter(behaviour -> !NO_FAULT.contains(behaviour.replaceFirst(".*kind=", "")))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void findsEachFault(String behaviour) {
    caseSystem.behave(behaviour);
    Run run = run("--token=secret-token", "--response-timeout=1s", "--json");
    assertThat(run.exit()).as(run.said()).isEqualTo(1);
    assertThat(run.outcomes().stream().filter(outcome -> outcome.endsWith("NOT_OK")))
        .as(behaviour)
        .isNotEmpty()
        .first()
        .asString()
        .isIn(expected(behaviour));
  }

  /** The first point that a fault of this call can show at. */
  private static List<String> expected(String behaviour) {
    List<String> points =
        switch (behaviour.replaceFirst("on=(\\w+),.*", "$1")) {
          case "ask" -> List.of("get-unknown", "get-stored");
          case "put" -> List.of("put-new", "put-digests", "get-stored", "read-back", "put-again");
          case "read" -> List.of("read-back");
          case "list" -> List.of("list-by-time");
          default -> List.of();
        };
    return points.stream().map(point -> point + " NOT_OK").toList();
  }

  private Run run(String... more) {
    List<String> args = new ArrayList<>(List.of("--base-url=" + caseSystem.baseUrl()));
    args.addAll(Arrays.asList(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit =
        ContractCommand.run(
            args.toArray(String[]::new), new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Run(exit, out.toString(StandardCharsets.UTF_8));
  }

  private record Run(int exit, String said) {

    List<String> outcomes() {
      JsonNode json = JsonMapper.shared().readTree(said);
      return json.path("points")
          .valueStream()
          .map(point -> point.path("id").asString() + " " + point.path("outcome").asString())
          .toList();
    }
  }
}
