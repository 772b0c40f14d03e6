package no.lagret.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.lagret.broker.LyingMessage;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.report.Channel;
import no.lagret.report.Dispatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger of messages that are further than it knows, by the properties that they carry.
 * Whether such a message is what intake put there is not asked here: its stamp or proof is checked
 * when it is worked on.
 */
final class FoundMessages {

  private static final Logger LOG = LoggerFactory.getLogger(FoundMessages.class);
  private static final Comparator<Found> ORDER =
      Comparator.<Found>comparingInt(found -> found.dispatch().generation())
          .thenComparingInt(Found::step);

  private final Ledger ledger;
  private final Queues queues;
  private final LedgerEvents events;

  private record Found(LyingMessage message, Dispatch dispatch, int step) {}

  FoundMessages(Ledger ledger, Queues queues, LedgerEvents events) {
    this.ledger = ledger;
    this.queues = queues;
    this.events = events;
  }

  /** Whether it is further than the ledger as it is now, or too damaged to say. */
  boolean isAhead(LyingMessage message) {
    try {
      Found found = read(message);
      return isBehind(row(found), found);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /**
   * Compares with the ledger as it is now; it must have caught up since the messages were listed.
   *
   * @return how many it told
   */
  int tell(List<LyingMessage> lying) {
    int told = 0;
    for (Found found : newest(lying)) {
      DispatchRow row = row(found);
      if (isBehind(row, found)) {
        LOG.warn(
            "{} lies in {}, and the ledger {}; it is told",
            found.dispatch(),
            found.message().queue().address(),
            row == null ? "knew nothing of it" : "had it as " + row.state());
        queues.together(() -> events.record(event(found)));
        told++;
      }
    }
    return told;
  }

  private @Nullable DispatchRow row(Found found) {
    Dispatch dispatch = found.dispatch();
    return ledger
        .dispatch(dispatch.recipient(), dispatch.channel(), dispatch.dispatchId())
        .orElse(null);
  }

  private static boolean isBehind(@Nullable DispatchRow row, Found found) {
    if (row == null) {
      return true;
    }
    int generation = row.dispatch().generation();
    return generation < found.dispatch().generation()
        || (generation == found.dispatch().generation() && row.step() < found.step());
  }

  private static Collection<Found> newest(List<LyingMessage> lying) {
    Map<String, Found> newest = new HashMap<>();
    for (LyingMessage message : lying) {
      try {
        Found found = read(message);
        Dispatch d = found.dispatch();
        newest.merge(
            d.recipient() + '/' + d.channel() + '/' + d.dispatchId(),
            found,
            (a, b) -> ORDER.compare(a, b) < 0 ? b : a);
      } catch (IllegalArgumentException e) {
        // Its properties may be damaged, and must not get into a line of the log.
        LOG.warn("A message in {} names no report", message.queue().address());
      }
    }
    return newest.values();
  }

  private static Found read(LyingMessage message) {
    Map<String, String> p = message.properties();
    Dispatch dispatch =
        new Dispatch(
            text(p, "LagretRecipient"),
            Channel.valueOf(text(p, "LagretChannel")),
            text(p, "LagretReport"),
            text(p, "LagretDispatch"),
            Integer.parseInt(text(p, "LagretGeneration")),
            time(p.get("LagretSentAt")),
            Instant.ofEpochMilli(Long.parseLong(text(p, "LagretReceivedAt"))),
            p.get("LagretPdfSha256"),
            text(p, "LagretSealedSha256"),
            Long.parseLong(text(p, "LagretSealedSize")),
            p.get("LagretReplyAccount"));
    Found found = new Found(message, dispatch, Integer.parseInt(text(p, "LagretStep")));
    event(found);
    return found;
  }

  /** A dead letter is shown and settled by its own id. Any other is on its way, no more is sure. */
  private static LedgerEvent event(Found found) {
    Map<String, String> p = found.message().properties();
    boolean letter = found.message().queue() == Queue.DEAD_LETTERS;
    LedgerEvent event =
        LedgerEvent.of(
                letter ? EventType.DEAD_LETTERED : EventType.FOUND, found.dispatch(), found.step())
            .with(Fact.QUEUE, found.message().queue().address());
    return letter
        ? event
            .with(Fact.LETTER, text(p, "LagretLetter"))
            .with(Fact.REASON, text(p, "LagretReason"))
            .with(Fact.DETAIL, "Found by a census; the ledger had lost what came before")
            .with(Fact.FIRST_AT, time(p.get("LagretFirstFailureAt")))
            .with(Fact.LAST_AT, time(p.get("LagretLastFailureAt")))
        : event;
  }

  private static String text(Map<String, String> properties, String name) {
    String value = properties.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  private static @Nullable Instant time(@Nullable String millis) {
    return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
