package no.lagret.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.BrokerSilent;
import no.lagret.broker.LyingMessage;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.report.Dispatch;
import no.lagret.report.Moment;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the ledger says is waiting with what the queues hold. A journal that lost a block
 * says nothing of it; this does.
 */
public final class Census {

  private static final Logger LOG = LoggerFactory.getLogger(Census.class);
  private static final Duration BARRIER_WAIT = Duration.ofSeconds(60);
  private static final String SUBJECT = "census";

  private final Ledger ledger;
  private final LedgerWriter writer;
  private final BrokerManagement broker;
  private final Queues queues;
  private final LedgerEvents events;
  private final FoundMessages found;
  private final Remedies remedies;
  private final Alarms alarms;
  private final Duration longestDelay;
  private final InstantSource clock;
  private volatile @Nullable Result last;

  /** What can be done for a dispatch that is in no queue. */
  public interface Remedies {
    /**
     * Brings it back into a queue: from the case system where it is stored, else from the portal.
     *
     * @return false when neither can be done now
     */
    boolean recover(DispatchRow missing);
  }

  /**
   * What a census found.
   *
   * @param at when it ended
   * @param waiting dispatches that are not settled
   * @param missing of them, in no queue
   * @param found messages of which the ledger did not know
   */
  public record Result(Moment at, int waiting, int missing, int found) {}

  /**
   * @param longestDelay beyond which nothing is ever scheduled: later means that the clock was set
   */
  public Census(
      Ledger ledger,
      LedgerWriter writer,
      BrokerManagement broker,
      Queues queues,
      LedgerEvents events,
      Remedies remedies,
      Alarms alarms,
      Duration longestDelay,
      InstantSource clock) {
    this.ledger = ledger;
    this.writer = writer;
    this.broker = broker;
    this.queues = queues;
    this.events = events;
    this.found = new FoundMessages(ledger, queues, events);
    this.remedies = remedies;
    this.alarms = alarms;
    this.longestDelay = longestDelay;
    this.clock = clock;
  }

  /** The last one, or null when there was none yet. */
  public @Nullable Result last() {
    return last;
  }

  /**
   * Takes a census now.
   *
   * @return what it found, or null when ledger or broker could not say
   */
  public synchronized @Nullable Result take() {
    try {
      int unknown = tellUnknown();
      Compared compared = compare();
      List<DispatchRow> absent = compared.absent();
      if (!absent.isEmpty()) {
        // One that moved while it was listed has a new event by now, or is seen this time.
        Map<String, Integer> steps = new HashMap<>();
        absent.forEach(row -> steps.put(key(row.dispatch()), row.step()));
        absent =
            compare().absent().stream()
                .filter(row -> Integer.valueOf(row.step()).equals(steps.get(key(row.dispatch()))))
                .toList();
      }
      absent.forEach(this::recover);
      // Others were put back into their queue, or settled by another dispatch of the same report.
      alarms.endOthers(
          Condition.MISSING, absent.stream().map(row -> row.dispatch().reportId()).toList());
      int missing = absent.size();
      queues.together(
          () ->
              events.record(
                  LedgerEvent.of(EventType.CENSUS, (String) null)
                      .with(Fact.WAITING, compared.waiting())
                      .with(Fact.COUNT, missing)
                      .with(Fact.FOUND, unknown)));
      last = new Result(Moment.now(clock), compared.waiting(), missing, unknown);
      alarms.end(Condition.BROKER, SUBJECT);
      return last;
    } catch (RuntimeException e) {
      // A full disk or a lost connection ends in many ways; the next census must come all the same.
      LOG.debug("No census", e);
      alarms.begin(Condition.BROKER, SUBJECT, null, null, "No census could be taken: " + why(e));
      return null;
    }
  }

  /** Our own words; what others throw may quote anything. */
  private static String why(RuntimeException e) {
    return e instanceof BrokerSilent || e instanceof LedgerBehind
        ? String.valueOf(e.getMessage())
        : e.getClass().getSimpleName() + ". Look at the disk of the data directory.";
  }

  /**
   * A message and its event are committed together. So once the ledger has caught up with what was
   * listed, a message further than its row is one that the ledger has lost.
   */
  private int tellUnknown() {
    List<LyingMessage> ahead = lying().filter(found::isAhead).toList();
    catchUp();
    int unknown = found.tell(ahead);
    if (unknown == 0) {
      alarms.end(Condition.LEDGER_BEHIND, SUBJECT);
    } else {
      alarms.begin(
          Condition.LEDGER_BEHIND,
          SUBJECT,
          null,
          null,
          unknown
              + " reports lie in the queues further than the ledger knew: it was deleted, or"
              + " restored from an older copy. They are told to it and delivered. Look for what"
              + " else it lost: verify-ledger --head with the last head that left the machine, and"
              + " ask KS which dispatches were confirmed since.");
    }
    return unknown;
  }

  private void catchUp() {
    if (!writer.awaitBarrier(BARRIER_WAIT)) {
      throw new LedgerBehind();
    }
  }

  private Stream<LyingMessage> lying() {
    return Stream.of(Queue.values()).filter(queue -> queue != Queue.LEDGER).flatMap(broker::list);
  }

  /**
   * @param waiting how many wait by the ledger
   * @param absent those of them that were in no queue when these were listed just before
   */
  private record Compared(int waiting, List<DispatchRow> absent) {}

  /**
   * Of the queues only names and generations are kept, of the ledger's rows only those that matter:
   * there may be tens of thousands.
   */
  private Compared compare() {
    Map<String, Integer> lying = new HashMap<>();
    lying()
        .forEach(
            message -> {
              bringBack(message);
              lying.merge(key(message), message.number("LagretGeneration"), Math::max);
            });
    catchUp();
    List<DispatchRow> absent = new ArrayList<>();
    AtomicInteger waiting = new AtomicInteger();
    ledger.eachInStates(
        Stream.of(ReportState.values()).filter(s -> !s.isFinal()).toList(),
        row -> {
          waiting.incrementAndGet();
          if (lying.getOrDefault(key(row.dispatch()), 0) < row.dispatch().generation()) {
            absent.add(row);
          }
        });
    return new Compared(waiting.get(), absent);
  }

  /**
   * A clock that was set back while the gateway did not run leaves messages scheduled too far away,
   * or after a failure that is still to come.
   */
  private void bringBack(LyingMessage message) {
    Instant scheduled = message.scheduledFor();
    Instant now = clock.instant();
    if (message.where() == LyingMessage.Where.SCHEDULED
        && scheduled != null
        && (scheduled.isAfter(now.plus(longestDelay)) || failedAfter(now, message))) {
      LOG.warn("A report was scheduled for {}: the clock was set. It is tried now", scheduled);
      broker.deliverNow(message);
    }
  }

  private static boolean failedAfter(Instant time, LyingMessage message) {
    Instant failed = message.time("LagretLastFailureAt");
    return failed != null && failed.isAfter(time);
  }

  private void recover(DispatchRow row) {
    Dispatch dispatch = row.dispatch();
    LOG.warn("{} is {} by the ledger, and in no queue", dispatch, row.state());
    queues.together(() -> events.record(LedgerEvent.of(EventType.MISSING, dispatch, row.step())));
    if (remedies.recover(row)) {
      alarms.end(Condition.MISSING, dispatch.reportId());
    } else {
      alarms.begin(
          Condition.MISSING,
          dispatch.reportId(),
          dispatch.recipient(),
          dispatch.reportId(),
          "In no queue, not proved to be stored, and not to be had from the portal now. Ask KS to"
              + " send dispatch "
              + dispatch.dispatchId()
              + " again.");
    }
  }

  private static String key(Dispatch dispatch) {
    return dispatch.recipient() + '/' + dispatch.channel() + '/' + dispatch.dispatchId();
  }

  private static String key(LyingMessage message) {
    Map<String, String> p = message.properties();
    return p.get("LagretRecipient") + '/' + p.get("LagretChannel") + '/' + p.get("LagretDispatch");
  }

  private static final class LedgerBehind extends RuntimeException {
    LedgerBehind() {
      super("the ledger does not catch up");
    }
  }
}
