package no.lagret.deadline;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the clocks run, and how long before their end people are told.
 *
 * @param ageNotice age at which a report that is not stored is worth a notice
 * @param ageWarning age at which it is worth a warning
 * @param ageCritical age at which it is critical
 * @param settling how long a report has been here before its age matters: one that comes late and
 *     goes on at once troubles nobody
 * @param paperAfter working days after which the portal prints what it was not told of (KS)
 * @param paperWarning how long before that people are warned
 * @param closedDays days of every year, {@code MM-dd}, that are no holidays and no working days
 * @param portalCopyWarning how long before the portal deletes its copy of a report that is not
 *     stored any more people are warned
 * @param review days within which the service must have gone through a report
 * @param reviewWarning how long before that people are warned of a report that is not stored
 * @param feedback days within which whoever reported must hear from the service
 * @param feedbackWarning how long before that people are warned of a report that is not stored
 * @param silenceFactor how many times longer than the longest pause of its last 90 days a recipient
 *     may be without a report
 * @param silenceLeast shortest pause that is worth a notice
 * @throws IllegalArgumentException naming the setting
 */
@ConfigurationProperties("lagret.deadlines")
record DeadlineSettings(
    @DefaultValue("15m") Duration ageNotice,
    @DefaultValue("1h") Duration ageWarning,
    @DefaultValue("4h") Duration ageCritical,
    @DefaultValue("1m") Duration settling,
    @DefaultValue("2") int paperAfter,
    @DefaultValue("4h") Duration paperWarning,
    @DefaultValue({"12-24", "12-31"}) List<String> closedDays,
    @DefaultValue("7d") Duration portalCopyWarning,
    @DefaultValue("7") int review,
    @DefaultValue("2d") Duration reviewWarning,
    @DefaultValue("21") int feedback,
    @DefaultValue("3d") Duration feedbackWarning,
    @DefaultValue("1.5") double silenceFactor,
    @DefaultValue("24h") Duration silenceLeast) {

  private static final int LONGEST = 30;
  private static final int LONGEST_DAYS = 365;

  DeadlineSettings {
    if (paperAfter < 1 || paperAfter > LONGEST) {
      throw new IllegalArgumentException(
          "lagret.deadlines.paper-after must be 1 to " + LONGEST + " working days");
    }
    if (review < 1 || review > LONGEST_DAYS || feedback < 1 || feedback > LONGEST_DAYS) {
      throw new IllegalArgumentException(
          "lagret.deadlines.review and lagret.deadlines.feedback must be 1 to "
              + LONGEST_DAYS
              + " days");
    }
    if (ageNotice.isNegative()
        || ageNotice.compareTo(ageWarning) > 0
        || ageWarning.compareTo(ageCritical) > 0) {
      throw new IllegalArgumentException(
          "lagret.deadlines.age-notice, age-warning and age-critical must grow in this order");
    }
    if (!(silenceFactor >= 1)) {
      throw new IllegalArgumentException("lagret.deadlines.silence-factor must be 1 or more");
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
