package no.lagret.notice;

import java.time.temporal.ChronoUnit;
import no.lagret.alert.Severity;

/** A notice as a line of syslog, RFC 5424. */
final class SyslogMessage {

  private static final String NOTHING = "-";
  private static final int CRITICAL = 2;
  private static final int WARNING = 4;
  private static final int NOTICE = 5;
  private static final int INFORMATIONAL = 6;

  private final int facility;
  private final String host;
  private final long process;
  private final NoticeText text;

  SyslogMessage(int facility, String host, long process, NoticeText text) {
    this.facility = facility;
    // Printable ASCII, and no more than the standard allows.
    String named = host.replaceAll("[^!-~]", "");
    this.host = named.isEmpty() ? NOTHING : named.length() > 255 ? named.substring(0, 255) : named;
    this.process = process;
    this.text = text;
  }

  String line(Notice notice) {
    return "<"
        + (facility * 8 + level(notice))
        + ">1 "
        + notice.at().truncatedTo(ChronoUnit.MILLIS)
        + " "
        + host
        + " lagret "
        + process
        + " "
        + (notice.condition() == null ? notice.kind() : notice.condition())
        + " "
        + NOTHING
        // The standard's mark of UTF-8.
        + " \uFEFF"
        + oneLine(words(notice));
  }

  private static int level(Notice notice) {
    if (notice.takesBack()) {
      return INFORMATIONAL;
    }
    return notice.severity() == Severity.CRITICAL
        ? CRITICAL
        : notice.severity() == Severity.WARNING ? WARNING : NOTICE;
  }

  private String words(Notice notice) {
    if (notice.condition() == null) {
      return "events=" + notice.count() + " head=" + String.join("", notice.subjects());
    }
    return notice.kind()
        + " severity="
        + notice.severity()
        + " count="
        + notice.count()
        + " recipient="
        + (notice.recipient().isEmpty() ? NOTHING : notice.recipient())
        + " since="
        + notice.since()
        + " about="
        + String.join(",", text.subjects(notice))
        + " id="
        + notice.id()
        + (notice.takesBack() ? "" : " " + notice.text());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
