package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.ledger.EventType;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.ReportState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console says, in each language. */
class WordsTest {

  private static Properties words(String suffix) throws IOException {
    Properties words = new Properties();
    try (Reader file =
        new InputStreamReader(
            WordsTest.class.getResourceAsStream("words" + suffix + ".properties"),
            StandardCharsets.UTF_8)) {
      words.load(file);
    }
    return words;
  }

  @ParameterizedTest
  @ValueSource(strings = {"_nn", "_en"})
  void areThereInEveryLanguageWithTheSameNumbersInThem(String suffix) throws IOException {
    Properties source = words("");
    Properties translated = words(suffix);

    assertThat(translated.keySet()).isEqualTo(source.keySet());
    for (String key : source.stringPropertyNames()) {
      assertThat(arguments(translated.getProperty(key)))
          .as(key)
          .isEqualTo(arguments(source.getProperty(key)));
    }
  }

  private static TreeSet<String> arguments(String text) {
    TreeSet<String> found = new TreeSet<>();
    var argument = java.util.regex.Pattern.compile("\\{(\\d)").matcher(text);
    while (argument.find()) {
      found.add(argument.group(1));
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_nn", "_en"})
  void areCalmAndCanBeFormatted(String suffix) throws IOException {
    for (var word : words(suffix).entrySet()) {
      String text = word.getValue().toString();
      assertThat(text).as("%s", word.getKey()).isNotBlank().doesNotContain("!", "'");
      new MessageFormat(text, Locale.ROOT).format(new Object[] {2, 3, 4});
    }
  }

  @Test
  void nameEveryStateCauseEventAndAlarm() throws IOException {
    Stream<String> needed =
        Stream.of(
                Arrays.stream(ReportState.values()).map(s -> "state." + s),
                Arrays.stream(ReportState.values()).map(s -> "state." + s + ".means"),
                Arrays.stream(ReportState.values()).map(s -> "shape." + s),
                Arrays.stream(DeadLetterReason.values()).map(r -> "cause." + r),
                Arrays.stream(DeadLetterReason.values()).map(r -> "cause." + r + ".happened"),
                Arrays.stream(DeadLetterReason.values()).map(r -> "cause." + r + ".do"),
                Arrays.stream(EventType.values()).map(t -> "event." + t),
                Arrays.stream(Condition.values()).map(c -> "alarm." + c))
            .flatMap(keys -> keys);

    assertThat(words("").stringPropertyNames()).containsAll(needed.toList());
  }
}
