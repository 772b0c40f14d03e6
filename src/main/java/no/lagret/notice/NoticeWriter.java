package no.lagret.notice;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import no.lagret.alert.Severity;
import no.lagret.notice.Notice.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides what people are told: one notice when a kind of alarm begins and one when none of it
 * stands any more; one when it becomes more serious, when there are more of it, and a reminder now
 * and then. What is decided is kept together with what the alarms' rows say of it, so that a crash
 * neither loses nor repeats it.
 */
final class NoticeWriter {

  private final UntoldAlarms alarms;
  private final TopicTable topics;
  private final Outbox outbox;
  private final Predicate<Instant> maintenance;
  private final NoticeSettings settings;
  private final TransactionTemplate together;

  /**
   * @param maintenance whether outages are expected at that time
   */
  NoticeWriter(
      UntoldAlarms alarms,
      TopicTable topics,
      Outbox outbox,
      Predicate<Instant> maintenance,
      NoticeSettings settings,
      TransactionTemplate together) {
    this.alarms = alarms;
    this.topics = topics;
    this.outbox = outbox;
    this.maintenance = maintenance;
    this.settings = settings;
    this.together = together;
  }

  /** Looks at all that changed, and at what people are to be reminded of. */
  void write(Instant now) {
    Map<Topic, List<Untold>> changed =
        alarms.all().stream()
            .collect(Collectors.groupingBy(Untold::topic, LinkedHashMap::new, Collectors.toList()));
    topics.due(now).forEach(topic -> changed.putIfAbsent(topic, List.of()));
    changed.forEach(
        (topic, untold) -> together.executeWithoutResult(tx -> write(topic, untold, now)));
  }

  private void write(Topic topic, List<Untold> untold, Instant now) {
    Told told = topics.find(topic).orElse(null);
    Standing standing = alarms.standing(topic);
    Instant since = told == null ? null : told.since();
    boolean silent = topic.condition().isOutage() && maintenance.test(now);
    if (standing.count() == 0) {
      over(topic, untold, told, silent, now);
    } else if (silent) {
      alarms.told(untold.stream().filter(alarm -> !alarm.stands()).toList());
    } else if (since == null) {
      begin(topic, untold, told, standing, now);
    } else {
      goOn(topic, untold, told, standing, now);
    }
  }

  /** None stands. What nobody was told of may come and go quickly, and is told now and then. */
  private void over(
      Topic topic, List<Untold> untold, @Nullable Told told, boolean silent, Instant now) {
    if (told != null && told.since() != null) {
      send(
          Kind.ENDED,
          topic,
          untold,
          new Standing(untold.size(), 0, told.worst(), told.since()),
          now);
      topics.save(topic, new Told(null, told.worst(), 0, now, now));
    } else if (!untold.isEmpty() && !silent) {
      if (isSoon(told, now)) {
        return;
      }
      Severity worst = worst(untold);
      send(
          Kind.PASSED,
          topic,
          untold,
          new Standing(untold.size(), 0, worst, untold.get(0).since()),
          now);
      topics.save(topic, new Told(null, worst, 0, now, now));
    }
    alarms.told(untold);
  }

  private void begin(
      Topic topic, List<Untold> untold, @Nullable Told told, Standing standing, Instant now) {
    Instant oldest = Objects.requireNonNull(standing.oldest());
    boolean gathers = !oldest.isAfter(now) && oldest.plus(settings.collect()).isAfter(now);
    boolean waits = gathers || isSoon(told, now);
    if (waits && standing.worst() != Severity.CRITICAL) {
      return;
    }
    send(Kind.BEGAN, topic, untold, standing, now);
    topics.save(topic, new Told(oldest, standing.worst(), 0, now, now.plus(settings.reminder(0))));
    alarms.told(untold);
  }

  private void goOn(Topic topic, List<Untold> untold, Told told, Standing standing, Instant now) {
    boolean worse = !told.worst().atLeast(standing.worst());
    boolean more = untold.stream().anyMatch(Untold::isNews);
    if (worse) {
      send(Kind.RAISED, topic, untold, standing, now);
      topics.save(
          topic, new Told(told.since(), standing.worst(), 0, now, now.plus(settings.reminder(0))));
    } else if (more) {
      if (isSoon(told, now)) {
        return;
      }
      send(Kind.MORE, topic, untold, standing, now);
      topics.save(topic, new Told(told.since(), told.worst(), told.reminded(), now, told.nextAt()));
    } else if (!told.nextAt().isAfter(now) || told.toldAt().isAfter(now)) {
      remind(topic, told, standing, now);
    }
    alarms.told(untold);
  }

  /** What somebody has seen is told again at the longest interval only. */
  private void remind(Topic topic, Told told, Standing standing, Instant now) {
    boolean seen = standing.unseen() == 0;
    Instant due = told.toldAt().plus(settings.lastReminder());
    if (seen && due.isAfter(now) && !told.toldAt().isAfter(now)) {
      topics.save(topic, new Told(told.since(), told.worst(), told.reminded(), told.toldAt(), due));
      return;
    }
    send(Kind.REMINDER, topic, List.of(), standing, now);
    int reminded = told.reminded() + 1;
    topics.save(
        topic,
        new Told(told.since(), told.worst(), reminded, now, now.plus(settings.reminder(reminded))));
  }

  /** Whether people were told of the same only a moment ago; not by a clock since set back. */
  private boolean isSoon(@Nullable Told told, Instant now) {
    return told != null
        && !told.toldAt().isAfter(now)
        && told.toldAt().plus(settings.gap()).isAfter(now);
  }

  private static Severity worst(List<Untold> alarms) {
    return alarms.stream().map(Untold::severity).max(Severity::compareTo).orElse(Severity.NOTICE);
  }

  private void send(Kind kind, Topic topic, List<Untold> untold, Standing standing, Instant now) {
    List<Untold> named =
        standing.oldest() != null && standing.unseen() + standing.count() > 0
            ? alarms.first(topic, Notice.NAMED)
            : List.of();
    if (named.isEmpty()) {
      named = untold.stream().limit(Notice.NAMED).toList();
    }
    outbox.add(
        topic,
        new Notice(
            UUID.randomUUID().toString(),
            kind,
            topic.condition(),
            topic.recipient(),
            standing.worst(),
            standing.count(),
            named.stream().map(Untold::subject).toList(),
            named.isEmpty() ? "" : named.get(0).text(),
            Objects.requireNonNull(standing.oldest()),
            now));
  }
}
