package no.lagret.deadline;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the clocks run.
 *
 * @param paperAfter working days after which the portal prints what it was not told of (KS)
 * @param closedDays days of every year, {@code MM-dd}, that are no holidays and no working days
 * @throws IllegalArgumentException naming the setting
 */
@ConfigurationProperties("lagret.deadlines")
record DeadlineSettings(
    @DefaultValue("2") int paperAfter, @DefaultValue({"12-24", "12-31"}) List<String> closedDays) {

  private static final int LONGEST = 30;

  DeadlineSettings {
    if (paperAfter < 1 || paperAfter > LONGEST) {
      throw new IllegalArgumentException(
          "lagret.deadlines.paper-after must be 1 to " + LONGEST + " working days");
    }
    closedDays.forEach(DeadlineSettings::day);
  }

  private static MonthDay day(String text) {
    try {
      return MonthDay.parse("--" + text);
    } catch (DateTimeException e) {
      // Without its cause: a failed start shows only the innermost message.
      throw new IllegalArgumentException(
          "lagret.deadlines.closed-days holds «"
              + text
              + "»; a day is written as month and day, for example 12-24");
    }
  }

  Set<MonthDay> closed() {
    return closedDays.stream().map(DeadlineSettings::day).collect(Collectors.toUnmodifiableSet());
  }
}
