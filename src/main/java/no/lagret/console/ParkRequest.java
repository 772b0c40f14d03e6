package no.lagret.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A mark that a dead letter waits for something.
 *
 * @param until a time with offset; none, or one that is over, takes the mark away
 * @param reason free text; it is sealed
 */
record ParkRequest(@Nullable String until, @Nullable String reason) {

  @Nullable Instant untilInstant() {
    if (until == null || until.isBlank()) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(until.strip()).toInstant();
      if (time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
        return time;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw ApiProblem.badRequest("until must be a time with offset (2026-11-22T10:00:00+01:00)");
  }
}
