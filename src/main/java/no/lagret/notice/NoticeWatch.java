package no.lagret.notice;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.lagret.alert.Alarms;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Looks every second at what people are to be told, and sends it by each channel on a thread of its
 * own: one that hangs makes no other late.
 */
final class NoticeWatch implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeWatch.class);
  private static final long SECONDS = 1;

  private final Alarms alarms;
  private final NoticeWriter writer;
  private final HeadNotice head;
  private final NoticeTable notices;
  private final NoticeSender sender;
  private final UnwrittenNotices unwritten;
  private final NoticeRoutes routes;
  private final InstantSource clock;
  private final Map<String, NoticeChannel> channels;
  private final Map<String, ExecutorService> threads;
  private boolean failing;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("notices", true));

  NoticeWatch(
      Alarms alarms,
      NoticeWriter writer,
      HeadNotice head,
      NoticeTable notices,
      NoticeSender sender,
      UnwrittenNotices unwritten,
      NoticeRoutes routes,
      InstantSource clock,
      List<NoticeChannel> channels) {
    this.alarms = alarms;
    this.writer = writer;
    this.head = head;
    this.notices = notices;
    this.sender = sender;
    this.unwritten = unwritten;
    this.routes = routes;
    this.clock = clock;
    this.channels =
        channels.stream().collect(Collectors.toMap(NoticeChannel::name, Function.identity()));
    this.threads =
        channels.stream()
            .map(NoticeChannel::name)
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name ->
                        Executors.newSingleThreadExecutor(
                            new DefaultThreadFactory("notices-" + name, true))));
  }

  private void look() {
    try {
      alarms.catchUp();
      writer.write(clock.instant());
      head.write(clock.instant());
      unwritten.writeEnds();
      notices.channelsDue(clock.instant()).stream()
          .filter(channels::containsKey)
          .forEach(this::send);
      sender.lookForHanging();
      failing = false;
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("What people are to be told is read once the database can be", e);
      unwritten.tell(alarms.unwritten());
    } catch (RuntimeException | Error e) {
      // An error that ended the thread would leave nobody at work, and nobody would know.
      if (!failing) {
        LOG.warn("Notices were not looked at; they are in a second: {}", e.toString());
        failing = true;
      }
    }
  }

  private void send(String channel) {
    if (busy.add(channel)) {
      threads
          .get(channel)
          .execute(
              () -> {
                try {
                  sender.send(channels.get(channel));
                } catch (RuntimeException e) {
                  LOG.debug("Notices by {} stay where they are", channel, e);
                } finally {
                  busy.remove(channel);
                }
              });
    }
  }

  /**
   * The routes are loaded; whether the gateway opens is another matter, and may have to be told.
   */
  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    routes.start();
    worker.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    worker.shutdownNow();
    threads.values().forEach(ExecutorService::shutdownNow);
  }
}
