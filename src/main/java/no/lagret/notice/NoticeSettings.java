package no.lagret.notice;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When people are told of alarms, and when again.
 *
 * @param collect how long alarms of one kind are gathered into one notice; those that are critical
 *     do not wait
 * @param gap shortest time between two notices of one kind, unless it has become more serious
 * @param reminders how long after the last notice of a kind that stands it is told again; the last
 *     one holds from then on, and for what somebody has seen
 * @param officeHours on working days, Norwegian time
 * @param headAt time of day in Norway at which the ledger's head hash goes out
 * @param language of notices: nb, nn or en
 * @param console address at which people reach the console, for the link in a notice
 * @throws IllegalArgumentException naming the setting
 */
@ConfigurationProperties("lagret.alerts")
record NoticeSettings(
    @DefaultValue("10s") Duration collect,
    @DefaultValue("15m") Duration gap,
    @DefaultValue({"1h", "4h", "12h", "24h"}) List<Duration> reminders,
    @DefaultValue("08:00-16:00") String officeHours,
    @DefaultValue("07:00") String headAt,
    @DefaultValue("nb") String language,
    @Nullable URI console) {

  private static final Set<String> LANGUAGES = Set.of("nb", "nn", "en");

  NoticeSettings {
    if (reminders.isEmpty() || reminders.stream().anyMatch(r -> r.isNegative() || r.isZero())) {
      throw new IllegalArgumentException(
          "lagret.alerts.reminders must hold at least one time, and none of no length, for example"
              + " 1h, 4h, 12h, 24h");
    }
    if (!LANGUAGES.contains(language)) {
      throw new IllegalArgumentException("lagret.alerts.language must be nb, nn or en");
    }
    String[] hours = officeHours.split("-", 2);
    if (hours.length < 2
        || !time("office-hours", hours[0]).isBefore(time("office-hours", hours[1]))) {
      throw wrong("office-hours", officeHours, "08:00-16:00");
    }
    time("head-at", headAt);
  }

  private static LocalTime time(String setting, String text) {
    try {
      return LocalTime.parse(text.strip());
    } catch (DateTimeException e) {
      // Without its cause: a failed start shows only the innermost message.
      throw wrong(setting, text, setting.equals("head-at") ? "07:00" : "08:00-16:00");
    }
  }

  private static IllegalArgumentException wrong(String setting, String text, String example) {
    return new IllegalArgumentException(
        "lagret.alerts."
            + setting
            + " holds «"
            + text
            + "»; it is written as, for example, "
            + example);
  }

  LocalTime opens() {
    return time("office-hours", officeHours.split("-", 2)[0]);
  }

  LocalTime closes() {
    return time("office-hours", officeHours.split("-", 2)[1]);
  }

  LocalTime head() {
    return time("head-at", headAt);
  }

  Locale locale() {
    return Locale.forLanguageTag(language);
  }

  /** How long until the next reminder, after so many of them. */
  Duration reminder(int given) {
    return reminders.get(Math.min(given, reminders.size() - 1));
  }

  Duration lastReminder() {
    return reminders.get(reminders.size() - 1);
  }
}
