package no.lagret.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.lagret.alert.Condition;
import org.apache.commons.io.output.TeeOutputStream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Reads in what the gateway logs which alarms began and ended. The output is read, not the logger:
 * a gateway that starts within the test sets up all loggers anew.
 */
final class AlarmsInTheLog implements BeforeTestExecutionCallback, AfterTestExecutionCallback {

  private static final Pattern LINE =
      Pattern.compile("Alarm ([A-Z_]+) (?:(begins)|ended) for ([^:\\r\\n]*)");

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private PrintStream console = System.out;

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    log.reset();
    console = System.out;
    System.setOut(new PrintStream(new TeeOutputStream(console, log), true, UTF_8));
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    System.setOut(console);
    if (context.getExecutionException().isEmpty()) {
      check(promised(context), log.toString(UTF_8));
    }
  }

  private static List<Condition> promised(ExtensionContext context) {
    return List.of(context.getRequiredTestMethod().getAnnotation(BeginsAndEnds.class).value());
  }

  /** Fails where one of them did not begin for some subject and later end for the same. */
  static void check(List<Condition> promised, String log) {
    Set<Condition> open = EnumSet.noneOf(Condition.class);
    open.addAll(promised);
    List<String> begun = new ArrayList<>();
    Matcher line = LINE.matcher(log);
    while (line.find()) {
      String alarm = line.group(1) + " for " + line.group(3).strip();
      if (line.group(2) != null) {
        begun.add(alarm);
      } else if (begun.contains(alarm)) {
        open.removeIf(condition -> condition.name().equals(line.group(1)));
      }
    }
    if (!open.isEmpty()) {
      throw new AssertionError(
          "Of "
              + open
              + " no alarm began and ended in this test. Begun were "
              + begun
              + "; the lines are "
              + log.lines().filter(l -> LINE.matcher(l).find()).toList());
    }
  }
}
