package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.casesystem.StillStored;
import no.lagret.casesystem.StillStored.Sight;
import no.lagret.ledger.Ledger;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Which confirmed reports are to be looked up in the case system, what is seen there, and whether
 * one has not been seen for too long. Used by one thread.
 */
final class StoredLooks {

  private static final Duration AFTER_SILENCE = Duration.ofSeconds(30);

  /** Those that got no answer let so many others go first. */
  private static final int TURNS = 20;

  private static final int MISSED_LOOKS = 2;

  private final LookTable table;
  private final StillStored stillStored;
  private final Ledger ledger;
  private final LostReports lost;
  private final Alarms alarms;
  private final Duration every;
  private final InstantSource clock;

  /** What gave no answer, and until when it is left in peace, by the JVM's own clock. */
  private final Map<String, Long> inPeace = new HashMap<>();

  /**
   * @param every how often a report is looked up
   */
  StoredLooks(
      LookTable table,
      StillStored stillStored,
      Ledger ledger,
      LostReports lost,
      Alarms alarms,
      Duration every,
      InstantSource clock) {
    this.table = table;
    this.stillStored = stillStored;
    this.ledger = ledger;
    this.lost = lost;
    this.alarms = alarms;
    this.every = every;
    this.clock = clock;
  }

  /** The next ones, those first that were not seen for longest; none of a silent case system. */
  List<String> due(String recipient, Duration kept, int most) {
    inPeace.values().removeIf(until -> System.nanoTime() - until >= 0);
    if (!stillStored.canTell(recipient) || inPeace.containsKey(recipient)) {
      return List.of();
    }
    Instant now = clock.instant();
    return table
        .due(recipient, now.minus(kept), now.minus(every), now, most + inPeace.size())
        .stream()
        .filter(reportId -> !inPeace.containsKey(key(recipient, reportId)))
        .limit(most)
        .toList();
  }

  /**
   * Whether the case system could tell. One report that it cannot tell of keeps no other waiting.
   */
  boolean look(String recipient, String reportId) {
    // Before it is looked at: also one on which the look itself fails lets the others go first.
    leave(key(recipient, reportId), afterSilence().multipliedBy(TURNS));
    List<Kept> dispatches =
        ledger.dispatchesOf(recipient, reportId).stream().map(Kept::of).toList();
    Kept kept = dispatches.stream().filter(Kept::isStored).reduce((a, b) -> b).orElse(null);
    // On its way once more, it is told by its own way.
    if (kept != null && dispatches.stream().allMatch(each -> each.state().isFinal())) {
      Sight sight = DirectLooks.look(stillStored, recipient, kept);
      if (sight == Sight.NOT_KNOWN) {
        return false;
      }
      lost.seen(recipient, kept, sight);
    }
    table.looked(recipient, reportId, clock.instant());
    inPeace.remove(key(recipient, reportId));
    return true;
  }

  /** Several in a row got no answer: the case system is asked nothing for a while. */
  void silent(String recipient) {
    leave(recipient, afterSilence());
  }

  private void leave(String whom, Duration time) {
    inPeace.put(whom, System.nanoTime() + time.toNanos());
  }

  private Duration afterSilence() {
    return every.compareTo(AFTER_SILENCE) < 0 ? every : AFTER_SILENCE;
  }

  private static String key(String recipient, String reportId) {
    return recipient + ' ' + reportId;
  }

  /** Says so where a look was missed twice: whether the report is still stored is not known. */
  void judge(String recipient, Duration kept) {
    Instant now = clock.instant();
    @Nullable Instant oldest =
        stillStored.canTell(recipient)
            ? table.oldest(
                recipient, now.minus(kept), now.minus(every.multipliedBy(MISSED_LOOKS)), now)
            : null;
    if (oldest == null) {
      alarms.end(Condition.NOT_LOOKED_UP, recipient);
    } else {
      alarms.begin(
          Condition.NOT_LOOKED_UP,
          recipient,
          recipient,
          null,
          "Confirmed reports, the oldest last seen "
              + Timestamps.format(oldest)
              + ", could not be looked up in the case system since: whether they are still stored is"
              + " not known. See that the case system answers, also for each of them.");
    }
  }
}
