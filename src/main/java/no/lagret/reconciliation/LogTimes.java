package no.lagret.reconciliation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of a log. A local time of the hour that comes twice when summer time ends may be
 * either; one of the hour that does not come when it begins is an hour later.
 */
final class LogTimes {

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("uuuu-MM-dd[' ']['T']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter NORWEGIAN =
      DateTimeFormatter.ofPattern("d.M.uuuu[','][' kl.'][' ']H[:mm][.mm][:ss][.ss]")
          .withResolverStyle(ResolverStyle.STRICT);

  private final List<DateTimeFormatter> formats;
  private final ZoneId zone;

  LogTimes(@Nullable String format, String zone) {
    this.zone = ZoneId.of(zone);
    this.formats =
        format == null ? List.of(ISO, NORWEGIAN) : List.of(DateTimeFormatter.ofPattern(format));
  }

  /**
   * When it was.
   *
   * @param earliest of the times that it may mean
   * @param latest of them; mostly the same
   */
  record Moment(Instant earliest, Instant latest) {}

  /**
   * @throws DateTimeException when it is no time in any of the forms
   */
  Moment read(String text) {
    for (DateTimeFormatter format : formats) {
      try {
        return moment(format.parseBest(text, OffsetDateTime::from, LocalDateTime::from));
      } catch (DateTimeException notInThisForm) {
        continue;
      }
    }
    throw new DateTimeException("no time");
  }

  private Moment moment(TemporalAccessor read) {
    if (read instanceof OffsetDateTime time) {
      return new Moment(time.toInstant(), time.toInstant());
    }
    LocalDateTime local = (LocalDateTime) read;
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    List<Instant> meant =
        offsets.isEmpty()
            ? List.of(local.atZone(zone).toInstant())
            : offsets.stream().map(local::toInstant).toList();
    return new Moment(
        Stream.of(meant.get(0), meant.get(meant.size() - 1)).min(Instant::compareTo).orElseThrow(),
        Stream.of(meant.get(0), meant.get(meant.size() - 1)).max(Instant::compareTo).orElseThrow());
  }
}
