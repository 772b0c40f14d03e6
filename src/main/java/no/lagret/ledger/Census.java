package no.lagret.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.BrokerSilent;
import no.lagret.broker.LyingMessage;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.report.Dispatch;
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
   */
  public record Result(Instant at, int waiting, int missing) {}

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
      List<DispatchRow> waiting = waiting();
      List<DispatchRow> absent = absent(waiting);
      if (!absent.isEmpty()) {
        // One that moved while it was listed has a new event by now, or is seen this time.
        Map<String, Integer> steps = new HashMap<>();
        absent.forEach(row -> steps.put(key(row.dispatch()), row.step()));
        absent =
            absent(waiting()).stream()
                .filter(row -> Integer.valueOf(row.step()).equals(steps.get(key(row.dispatch()))))
                .toList();
      }
      absent.forEach(this::recover);
      int missing = absent.size();
      queues.together(
          () ->
              events.record(
                  LedgerEvent.of(EventType.CENSUS, (String) null)
                      .with(Fact.WAITING, waiting.size())
                      .with(Fact.COUNT, missing)));
      last = new Result(clock.instant(), waiting.size(), absent.size());
      alarms.end(Condition.BROKER, SUBJECT);
      return last;
    } catch (BrokerSilent | LedgerBehind e) {
      alarms.begin(
          Condition.BROKER, SUBJECT, null, null, "No census could be taken: " + e.getMessage());
      return null;
    }
  }

  private List<DispatchRow> waiting() {
    if (!writer.awaitBarrier(BARRIER_WAIT)) {
      throw new LedgerBehind();
    }
    return ledger.inStates(Stream.of(ReportState.values()).filter(s -> !s.isFinal()).toList());
  }

  private List<DispatchRow> absent(List<DispatchRow> waiting) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> lying = new HashMap<>();
    for (Queue queue : Queue.values()) {
      if (queue != Queue.LEDGER) {
        for (LyingMessage message : broker.list(queue)) {
          bringBack(message);
          lying.merge(key(message), generation(message), Math::max);
        }
      }
    }
    List<DispatchRow> absent = new ArrayList<>();
    for (DispatchRow row : waiting) {
      if (lying.getOrDefault(key(row.dispatch()), 0) < row.dispatch().generation()) {
        absent.add(row);
      }
    }
    return absent;
  }

  /** A clock that was set back leaves messages scheduled too far away. */
  private void bringBack(LyingMessage message) {
    Instant scheduled = message.scheduledFor();
    if (message.where() == LyingMessage.Where.SCHEDULED
        && scheduled != null
        && scheduled.isAfter(clock.instant().plus(longestDelay))) {
      LOG.warn("A report was scheduled for {}: the clock was set. It is tried now", scheduled);
      broker.deliverNow(message);
    }
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

  private static int generation(LyingMessage message) {
    return Integer.parseInt(message.properties().getOrDefault("LagretGeneration", "0"));
  }

  private static final class LedgerBehind extends RuntimeException {
    LedgerBehind() {
      super("the ledger does not catch up");
    }
  }
}
