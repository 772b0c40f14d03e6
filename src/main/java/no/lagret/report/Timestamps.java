package no.lagret.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as text that sorts as time: ISO-8601 in UTC, always with three digits of a second. */
public final class Timestamps {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** The instant as text, cut to milliseconds. */
  public static String format(Instant instant) {
    return FORMAT.format(instant.truncatedTo(ChronoUnit.MILLIS));
  }

  /** The same, and {@code null} for nothing. */
  public static @Nullable String formatNullable(@Nullable Instant instant) {
    return instant == null ? null : format(instant);
  }

  /** The instant that the text says, and {@code null} for nothing. */
  public static @Nullable Instant parseNullable(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
