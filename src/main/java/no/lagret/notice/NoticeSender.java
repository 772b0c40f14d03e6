package no.lagret.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.lagret.notice.NoticeRoutes.NotSent;
import no.lagret.notice.NoticeTable.Due;
import no.lagret.notice.NoticeTable.Outcome;

/** Sends what a channel has to tell, and tries for ever, at growing intervals. */
final class NoticeSender {

  /** After so many attempts people are told by the other channels. */
  private static final int ENOUGH = 3;

  private static final int AT_A_TIME = 20;

  /** Longer than any single answer is awaited. */
  private static final Duration HANGS = Duration.ofMinutes(1);

  private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final NoticeTable notices;
  private final UntoldAlarms alarms;
  private final NoticeRoutes routes;
  private final Trouble trouble;
  private final InstantSource clock;

  /** By channel, when what is being sent was begun, by the JVM's own clock. */
  private final Map<String, Long> begun = new ConcurrentHashMap<>();

  NoticeSender(
      NoticeTable notices,
      UntoldAlarms alarms,
      NoticeRoutes routes,
      Trouble trouble,
      InstantSource clock) {
    this.notices = notices;
    this.alarms = alarms;
    this.routes = routes;
    this.trouble = trouble;
    this.clock = clock;
  }

  /** Sends what is due; stops at the first that fails, for the others would most likely too. */
  void send(NoticeChannel channel) {
    for (Due due : notices.due(channel.name(), clock.instant(), AT_A_TIME)) {
      if (due.escalates() && seen(due.notice())) {
        notices.settle(due.notice().id(), channel.name(), clock.instant(), Outcome.DROPPED);
        continue;
      }
      try {
        begun.put(channel.name(), System.nanoTime());
        routes.send(due.notice(), channel);
        notices.settle(due.notice().id(), channel.name(), clock.instant(), Outcome.SENT);
      } catch (NotSent e) {
        failed(due, channel, e.why());
        return;
      } finally {
        begun.remove(channel.name());
      }
    }
    if (notices.failing(channel.name(), ENOUGH) == 0) {
      trouble.ends(channel.name());
    }
  }

  /** One that neither takes a notice nor fails would never be known to fail: so it is by now. */
  void lookForHanging() {
    begun.forEach(
        (channel, since) -> {
          if (System.nanoTime() - since > HANGS.toNanos()) {
            trouble.begins(channel, notices.failing(channel, 0), "it hangs");
          }
        });
  }

  /** Whether somebody has seen all that it is about, or none of it stands. */
  private boolean seen(Notice notice) {
    return notice.condition() != null
        && alarms.standing(new Topic(notice.condition(), notice.recipient())).unseen() == 0;
  }

  private void failed(Due due, NoticeChannel channel, String why) {
    int attempts = due.attempts() + 1;
    Instant now = clock.instant();
    notices.failed(due.notice().id(), channel.name(), now, now.plus(delay(attempts)));
    if (attempts >= ENOUGH) {
      trouble.begins(channel.name(), notices.failing(channel.name(), 0), why);
    }
  }

  private static Duration delay(int attempts) {
    Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(attempts - 1, 10));
    return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }
}
