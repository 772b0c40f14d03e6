package no.lagret.notice;

import java.time.Instant;
import java.util.List;

/**
 * Which channel is told of a notice, and when: at once, with the office hours, or when nobody has
 * seen it by then.
 */
final class Outbox {

  private final NoticeTable notices;
  private final List<NoticeChannel> channels;
  private final OfficeHours hours;
  private final Trouble trouble;

  Outbox(NoticeTable notices, List<NoticeChannel> channels, OfficeHours hours, Trouble trouble) {
    this.notices = notices;
    this.channels = channels;
    this.hours = hours;
    this.trouble = trouble;
  }

  /** Adds it for each channel that is to know. */
  void add(Topic topic, Notice notice) {
    for (NoticeChannel channel : channels) {
      if (trouble.isAbout(notice, channel)) {
        // It cannot say of itself that it cannot speak.
        continue;
      }
      if (notice.takesBack()) {
        notices.dropEscalations(topic, channel.name(), notice.at());
        if (notices.knows(topic, channel.name())) {
          notices.insert(notice, channel.name(), false, notice.at());
        }
      } else if (notice.severity().atLeast(channel.least())) {
        notices.insert(notice, channel.name(), channel.escalates(), due(notice, channel));
      }
    }
    if (notice.isLast()) {
      notices.isOver(topic);
    }
  }

  /** The same for what is no alarm: it goes out by every channel at once, by each only once. */
  void add(Notice notice) {
    channels.stream()
        .filter(channel -> !channel.name().equals(NoticeChannel.ESCALATION))
        .forEach(channel -> notices.insert(notice, channel.name(), false, notice.at()));
  }

  private Instant due(Notice notice, NoticeChannel channel) {
    Instant due = trouble.anywhere() ? notice.at() : notice.at().plus(channel.after());
    return notice.severity().atLeast(channel.offHoursLeast()) ? due : hours.notBefore(due);
  }
}
