package no.lagret.notice;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;

/**
 * The channels by which nobody can be told now. An alarm stands for each, which goes out by the
 * others; and what those would tell later, because somebody else comes first, they tell at once.
 */
final class Trouble {

  private final Alarms alarms;
  private final NoticeTable notices;
  private final List<NoticeChannel> channels;
  private final InstantSource clock;
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  Trouble(Alarms alarms, NoticeTable notices, List<NoticeChannel> channels, InstantSource clock) {
    this.alarms = alarms;
    this.notices = notices;
    this.channels = channels;
    this.clock = clock;
    // From before the start; by a channel that is not set any more nobody is to be told.
    alarms.endOthers(Condition.NOTICE_FAILING, channels.stream().map(NoticeChannel::name).toList());
    alarms.standing().stream()
        .filter(alarm -> alarm.condition() == Condition.NOTICE_FAILING)
        .map(Alarm::subject)
        .forEach(failing::add);
  }

  void begins(String channel, long waiting, String why) {
    if (failing.add(channel)) {
      channels.forEach(other -> notices.hurry(other.name(), clock.instant()));
    }
    alarms.begin(
        Condition.NOTICE_FAILING,
        channel,
        null,
        null,
        "Notices cannot be sent by "
            + channel
            + " ("
            + why
            + "); "
            + waiting
            + " wait and are tried again. Check lagret.alerts."
            + setting(channel)
            + " and the server it names.");
  }

  private static String setting(String channel) {
    return channel.equals(NoticeChannel.ESCALATION) ? NoticeChannel.MAIL : channel;
  }

  void ends(String channel) {
    if (failing.remove(channel)) {
      alarms.end(Condition.NOTICE_FAILING, channel);
    }
  }

  boolean anywhere() {
    return !failing.isEmpty();
  }

  /** Whether the notice says that this channel fails. */
  boolean isAbout(Notice notice, NoticeChannel channel) {
    return notice.condition() == Condition.NOTICE_FAILING
        && notice.subjects().stream().anyMatch(channel.name()::equals);
  }
}
