package no.lagret.notice;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import no.lagret.alert.Severity;
import no.lagret.notice.Notice.Kind;
import no.lagret.notice.NoticeRoutes.NotSent;

/**
 * What people are told while the database takes nothing, most likely of just that. It lives in
 * memory only: after a restart it is told again, and once the database is back too.
 */
final class UnwrittenNotices {

  private final NoticeRoutes routes;
  private final Outbox outbox;
  private final Alarms alarms;
  private final List<NoticeChannel> channels;
  private final InstantSource clock;

  /** By alarm, the channels by which people know of it. */
  private final Map<Alarm, Set<String>> told = new ConcurrentHashMap<>();

  UnwrittenNotices(
      NoticeRoutes routes,
      Outbox outbox,
      Alarms alarms,
      List<NoticeChannel> channels,
      InstantSource clock) {
    this.routes = routes;
    this.outbox = outbox;
    this.alarms = alarms;
    this.channels = channels;
    this.clock = clock;
  }

  /** Tells each by each channel, until it is told. */
  void tell(List<Alarm> unwritten) {
    for (Alarm alarm : unwritten) {
      Set<String> by = told.computeIfAbsent(alarm, each -> new HashSet<>());
      for (NoticeChannel channel : channels) {
        if (alarm.severity().atLeast(channel.least()) && !by.contains(channel.name())) {
          try {
            routes.send(notice(alarm, Kind.BEGAN), channel);
            by.add(channel.name());
          } catch (NotSent e) {
            // The next look tries again; there is no row that could count.
          }
        }
      }
    }
  }

  /** The database is back: what stands is told from there, of what does not they are told here. */
  void writeEnds() {
    if (told.isEmpty()) {
      return;
    }
    Set<Topic> standing = new HashSet<>();
    alarms.standing().forEach(alarm -> standing.add(Topic.of(alarm)));
    for (Alarm alarm : told.keySet()) {
      Topic topic = Topic.of(alarm);
      if (!standing.contains(topic)) {
        outbox.add(notice(alarm, Kind.ENDED));
      }
      told.remove(alarm);
    }
  }

  private Notice notice(Alarm alarm, Kind kind) {
    return new Notice(
        UUID.randomUUID().toString(),
        kind,
        alarm.condition(),
        alarm.recipient() == null ? "" : alarm.recipient(),
        kind == Kind.ENDED ? Severity.NOTICE : alarm.severity(),
        1,
        List.of(alarm.subject()),
        alarm.text(),
        alarm.since(),
        clock.instant());
  }
}
