package no.lagret.notice;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import no.lagret.alert.Condition;
import no.lagret.recipient.Recipients;
import org.springframework.context.MessageSource;

/** A notice in words that people read: what it is, since when, what to do, and where to look. */
final class NoticeText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd.MM.yyyy 'kl.' HH:mm z", Locale.forLanguageTag("nb"))
          .withZone(OfficeHours.NORWAY);

  private final MessageSource words;
  private final NoticeSettings settings;

  NoticeText(MessageSource words, NoticeSettings settings) {
    this.words = words;
    this.settings = settings;
  }

  /** One line. */
  String title(Notice notice) {
    if (notice.kind() == Notice.Kind.LETTER) {
      return "[Lagret] " + notice.subjects().get(0);
    }
    if (notice.condition() == null) {
      return "[Lagret] " + say("notice.HEAD.title");
    }
    String what = say("alarm." + notice.condition());
    String whose =
        notice.recipient().isEmpty() || notice.recipient().equals(Recipients.DEFAULT)
            ? ""
            : " (" + notice.recipient() + ")";
    return "[Lagret] " + say("notice." + notice.kind() + ".title", what) + whose;
  }

  /** The rest, line by line. */
  String body(Notice notice) {
    if (notice.kind() == Notice.Kind.LETTER) {
      return notice.text().strip() + "\n";
    }
    List<String> lines = new ArrayList<>();
    if (notice.condition() == null) {
      lines.add(say("notice.HEAD", notice.count(), time(notice.at())));
      lines.addAll(notice.subjects());
      lines.add(say("notice.HEAD.do"));
    } else {
      lines.add(
          say(
              "notice." + notice.kind(),
              say("alarm." + notice.condition()),
              time(notice.since()),
              time(notice.at())));
      lines.add(say("notice.severity", say("severity." + notice.severity())));
      List<String> subjects = subjects(notice);
      if (!subjects.isEmpty()) {
        long more = Math.max(0, notice.count() - subjects.size());
        lines.add(
            say("notice.about", String.join(", ", subjects))
                + (more > 0 ? " " + say("notice.more", more) : ""));
      }
      if (!notice.takesBack() && !notice.text().isEmpty()) {
        lines.add(say("notice.technical", notice.text()));
      }
    }
    if (settings.console() != null) {
      lines.add(settings.console().toString().replaceFirst("/+$", "") + "/alarms");
    }
    lines.add(say("notice.end"));
    return String.join("\n", lines) + "\n";
  }

  /** What somebody typed as a user name is not repeated. */
  List<String> subjects(Notice notice) {
    return notice.condition() == Condition.SIGN_IN_LOCKED ? List.of() : notice.subjects();
  }

  private String say(String key, Object... with) {
    return words.getMessage(key, with, settings.locale());
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }
}
