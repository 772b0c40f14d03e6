package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HashPasswordTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void printsWhatTheSettingTakes() {
    assertThat(run("a long password æøå\nmore\n")).isZero();

    String hash = printed.toString(StandardCharsets.UTF_8).strip();
    assertThat(hash).startsWith("{bcrypt}$2");
    assertThat(Passwords.bcrypt().matches("a long password æøå", hash)).isTrue();
    assertThat(Passwords.bcrypt().matches("a long password", hash)).isFalse();
  }

  @Test
  void printsJsonForTools() {
    assertThat(run("a long password\n", "--json")).isZero();

    assertThat(printed.toString(StandardCharsets.UTF_8).strip())
        .matches("\\{\"password\": \"\\{bcrypt}[^\"]+\"}");
  }

  @Test
  void neverTakesAPasswordFromTheArguments() {
    assertThat(run("", "a long password")).isEqualTo(2);

    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("bcrypt");
  }

  @Test
  void refusesNothingShortAndTooLong() {
    assertThat(run("")).isEqualTo(2);
    assertThat(run("short\n")).isEqualTo(2);
    assertThat(run("x".repeat(73) + "\n")).isEqualTo(2);
  }

  private int run(String typed, String... args) {
    return HashPassword.run(
        args,
        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }
}
