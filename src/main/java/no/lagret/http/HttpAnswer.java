package no.lagret.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the other side answered, reduced to what the gateway looks at.
 *
 * @param status HTTP status
 * @param contentType media type without parameters, lower case, empty where there is none
 * @param retryAfter how long it asks us to wait
 * @param body the bytes, empty where there are none
 */
public record HttpAnswer(
    int status, String contentType, @Nullable Duration retryAfter, byte[] body) {

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Reads the answer that camel-http left in the message. */
  public static HttpAnswer of(Exchange exchange, Instant now) {
    Message message = exchange.getMessage();
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    byte[] body = bytes(message);
    return new HttpAnswer(
        status == null ? 0 : status,
        mediaType(message.getHeader(Exchange.CONTENT_TYPE, String.class)),
        retryAfter(
            message.getHeader("Retry-After", String.class),
            message.getHeader("Date", String.class),
            now),
        body == null ? new byte[0] : body);
  }

  /** Camel's own conversion would gather them in a buffer that it doubles until they fit. */
  private static byte @Nullable [] bytes(Message message) {
    if (message.getBody() instanceof InputStream stream) {
      try (stream) {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return message.getBody(byte[].class);
  }

  /** The media type alone. */
  public static String mediaType(@Nullable String contentType) {
    return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Seconds or an HTTP date; anything else, or a time beyond an hour, is cut to sense.
   *
   * @param date when the other side answered, by its own clock, as it wrote it: a date is counted
   *     from there, whatever our clock shows
   * @param now by our clock, where it wrote none
   */
  public static @Nullable Duration retryAfter(
      @Nullable String value, @Nullable String date, Instant now) {
    Duration wait = value == null ? null : asked(value.strip(), time(date), now);
    if (wait == null) {
      return null;
    }
    return wait.isNegative()
        ? Duration.ZERO
        : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static @Nullable Duration asked(String value, @Nullable Instant answered, Instant now) {
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    Instant until = time(value);
    return until == null ? null : Duration.between(answered == null ? now : answered, until);
  }

  /** The time that an HTTP date says; null where it is none. */
  public static @Nullable Instant time(@Nullable String httpDate) {
    try {
      return httpDate == null
          ? null
          : ZonedDateTime.parse(httpDate.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public boolean isHtml() {
    return contentType.equals("text/html") || contentType.equals("application/xhtml+xml");
  }

  public boolean isProblem() {
    return contentType.equals("application/problem+json");
  }
}
