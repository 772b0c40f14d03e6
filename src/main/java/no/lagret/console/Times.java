package no.lagret.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Times as people in Norway read them, always with their zone. */
@Component("times")
final class Times {

  static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("dd.MM.yyyy 'kl.' HH:mm z", Locale.forLanguageTag("nb"));
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("dd.MM.yyyy 'kl.' HH:mm:ss z", Locale.forLanguageTag("nb"));
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.forLanguageTag("nb"));

  private final InstantSource clock;
  private final MessageSource words;

  Times(InstantSource clock, MessageSource words) {
    this.clock = clock;
    this.words = words;
  }

  /** For example {@code 24.11.2026 kl. 12:00 CET}; a dash for what is not known. */
  public String at(@Nullable Instant time) {
    return time == null ? "–" : MINUTE.format(time.atZone(NORWAY));
  }

  /** The same with seconds, where the order of events matters. */
  public String exactly(@Nullable Instant time) {
    return time == null ? "–" : SECOND.format(time.atZone(NORWAY));
  }

  /** The time of day where it was today, else the whole time. */
  public String today(@Nullable Instant time) {
    if (time == null) {
      return "–";
    }
    boolean sameDay =
        time.atZone(NORWAY).toLocalDate().equals(clock.instant().atZone(NORWAY).toLocalDate());
    return sameDay ? CLOCK.format(time.atZone(NORWAY)) : at(time);
  }

  /** With the day of the week, for what is still to come. */
  public String on(Instant time) {
    Locale locale = LocaleContextHolder.getLocale();
    return time.atZone(NORWAY).getDayOfWeek().getDisplayName(TextStyle.FULL, locale)
        + " "
        + at(time);
  }

  /** Whether it has come. */
  public boolean past(Instant time) {
    return !time.isAfter(clock.instant());
  }

  /** How long it still is until then. */
  public String until(Instant time) {
    return length(Duration.between(clock.instant(), time));
  }

  /** How long ago, in the reader's language: the two largest units. */
  public String since(@Nullable Instant time) {
    return time == null ? "–" : length(Duration.between(time, clock.instant()));
  }

  /** A length of time, for example {@code 1 d 4 t}; never negative. */
  public String length(Duration length) {
    Duration time = length.isNegative() ? Duration.ZERO : length;
    long days = time.toDays();
    int hours = time.toHoursPart();
    int minutes = time.toMinutesPart();
    Locale locale = LocaleContextHolder.getLocale();
    if (days > 0) {
      return words.getMessage("time.days", new Object[] {days, hours}, locale);
    }
    if (hours > 0) {
      return words.getMessage("time.hours", new Object[] {hours, minutes}, locale);
    }
    return minutes > 0
        ? words.getMessage("time.minutes", new Object[] {minutes}, locale)
        : words.getMessage("time.seconds", new Object[] {time.toSecondsPart()}, locale);
  }
}
