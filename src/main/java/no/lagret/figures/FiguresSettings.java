package no.lagret.figures;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Figures that come by themselves.
 *
 * @param dailyMailAt time of day in Norway at which the figures of the day before go out by e-mail;
 *     without it none do
 * @param dailyMailTo addresses that get them
 * @throws IllegalArgumentException naming the setting
 */
@ConfigurationProperties("lagret.figures")
record FiguresSettings(@Nullable String dailyMailAt, @DefaultValue List<String> dailyMailTo) {

  FiguresSettings {
    if (isSet(dailyMailAt)) {
      time(String.valueOf(dailyMailAt));
      if (dailyMailTo.isEmpty()) {
        throw new IllegalArgumentException(
            "lagret.figures.daily-mail-at is set, and lagret.figures.daily-mail-to is not: set both");
      }
    }
  }

  private static boolean isSet(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text.strip());
    } catch (DateTimeException e) {
      // Without its cause: a failed start shows only the innermost message.
      throw new IllegalArgumentException(
          "lagret.figures.daily-mail-at is «" + text + "»; a time of day is written as 07:00");
    }
  }

  /** Null where none goes out. */
  @Nullable LocalTime dailyMail() {
    return isSet(dailyMailAt) ? time(String.valueOf(dailyMailAt)) : null;
  }
}
