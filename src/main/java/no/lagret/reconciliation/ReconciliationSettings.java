package no.lagret.reconciliation;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How portal, ledger and case system are compared.
 *
 * @param at time of day in Norway at which the daily comparison is made
 * @param window how far back the daily comparison goes
 * @param grace how long a step may take before it is missed
 * @param skew by how much the clocks of two sides may differ where only times can be compared
 * @param lookEvery how often a confirmed report is looked up in the case system while the portal
 *     keeps its copy
 * @param lookPause pause between two of these lookups
 * @param sweepEvery how often kept copies whose time is over are deleted
 * @param folder where logs are dropped, as {@code <recipient>/portal/*.csv} and {@code
 *     <recipient>/case-system/*.csv}
 * @param portalLog how the portal's message log is read
 * @param caseSystemLog how the case system's message log is read
 * @throws IllegalArgumentException naming the setting
 */
@ConfigurationProperties("lagret.reconciliation")
record ReconciliationSettings(
    @DefaultValue("03:00") String at,
    @DefaultValue("35d") Duration window,
    @DefaultValue("1h") Duration grace,
    @DefaultValue("10m") Duration skew,
    @DefaultValue("24h") Duration lookEvery,
    @DefaultValue("500ms") Duration lookPause,
    @DefaultValue("1h") Duration sweepEvery,
    @Nullable Path folder,
    @Nullable Log portalLog,
    @Nullable Log caseSystemLog) {

  ReconciliationSettings {
    time(at);
    positive("window", window);
    positive("look-every", lookEvery);
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      // Without its cause: a failed start shows only the innermost message.
      throw new IllegalArgumentException(
          "lagret.reconciliation.at is «" + text + "»; a time of day is written as 03:00");
    }
  }

  private static void positive(String name, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          "lagret.reconciliation." + name + " must be longer than nothing");
    }
  }

  LocalTime timeOfDay() {
    return time(at);
  }

  /**
   * How a log that somebody took out of a system is read: a CSV file whose first line names its
   * columns. Only the columns named here are read.
   *
   * @param columns which column holds what
   * @param separator between two columns: one character, or {@code tab}
   * @param encoding of the file, for example {@code UTF-8} or {@code windows-1252}
   * @param timeFormat of a time, where it is neither ISO-8601 nor Norwegian ({@code 24.11.2026
   *     08:41})
   * @param timeZone of times without an offset
   * @param delivered words of the column {@code status} that mean: the portal was told; in the case
   *     system's log: it is stored
   * @param waiting words of that column that mean: the portal was not told yet
   * @param printed words of that column that mean: sent as a letter
   * @param leftOut words of that column whose lines are left out; a log with any other word is
   *     refused
   * @param endsWithLineBreak whether a file without a line break at its end is taken to be cut off
   * @throws IllegalArgumentException naming the setting
   */
  record Log(
      Columns columns,
      @DefaultValue(";") String separator,
      @DefaultValue("UTF-8") String encoding,
      @Nullable String timeFormat,
      @DefaultValue("Europe/Oslo") String timeZone,
      @DefaultValue List<String> delivered,
      @DefaultValue List<String> waiting,
      @DefaultValue List<String> printed,
      @DefaultValue List<String> leftOut,
      @DefaultValue("true") boolean endsWithLineBreak) {

    Log {
      if (columns == null
          || (columns.report() == null
              && columns.dispatch() == null
              && columns.journalReference() == null
              && columns.time() == null)) {
        throw new IllegalArgumentException(
            "A log of lagret.reconciliation needs columns.report, .dispatch, .journal-reference or"
                + " .time");
      }
      if (separator.length() != 1 && !separator.equals("tab")) {
        throw new IllegalArgumentException(
            "The separator of a log of lagret.reconciliation is one character, or tab");
      }
      if (!Charset.isSupported(encoding)) {
        throw new IllegalArgumentException(
            "The encoding «" + encoding + "» of a log of lagret.reconciliation is not known");
      }
      try {
        ZoneId.of(timeZone);
        if (timeFormat != null) {
          DateTimeFormatter.ofPattern(timeFormat);
        }
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "time-zone or time-format of a log of lagret.reconciliation cannot be read");
      }
    }

    char delimiter() {
      return separator.equals("tab") ? '\t' : separator.charAt(0);
    }
  }

  /**
   * Names of columns as the first line has them; those that a log does not have are left out.
   *
   * @param report the report's id
   * @param dispatch the portal's id of the dispatch
   * @param journalReference the case system's reference
   * @param date of a log that has date and time in two columns: the date
   * @param time when it was; with a count, when the hour began
   * @param count how many reports the line stands for
   * @param status what became of it
   * @param pdfSha256 hex digest of the PDF
   */
  record Columns(
      @Nullable String report,
      @Nullable String dispatch,
      @Nullable String journalReference,
      @Nullable String date,
      @Nullable String time,
      @Nullable String count,
      @Nullable String status,
      @Nullable String pdfSha256) {}
}
