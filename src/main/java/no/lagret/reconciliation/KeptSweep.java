package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.delivery.KeptCopies;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.Ledger;
import no.lagret.recipient.PerRecipient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes kept copies once the portal has deleted its own. Never one whose report is still on its
 * way, or is missed in the case system; and none at all while the clock is known to be wrong.
 */
final class KeptSweep {

  private static final Logger LOG = LoggerFactory.getLogger(KeptSweep.class);
  private static final Duration LONGEST_RETENTION = Duration.ofDays(30);

  private final KeptCopies copies;
  private final Ledger ledger;
  private final DifferenceTable differences;
  private final PerRecipient<Duration> retention;
  private final Alarms alarms;
  private final Duration between;
  private final InstantSource clock;
  private long lastSweep;
  private boolean swept;

  KeptSweep(
      KeptCopies copies,
      Ledger ledger,
      DifferenceTable differences,
      PerRecipient<Duration> retention,
      Alarms alarms,
      Duration between,
      InstantSource clock) {
    this.copies = copies;
    this.ledger = ledger;
    this.differences = differences;
    this.retention = retention;
    this.alarms = alarms;
    this.between = between;
    this.clock = clock;
  }

  /** Sweeps where it is time to, counted by the JVM's own clock. */
  void sweep() {
    if (swept && System.nanoTime() - lastSweep < between.toNanos()) {
      return;
    }
    if (alarms.standing().stream().noneMatch(alarm -> alarm.condition() == Condition.CLOCK)) {
      sweepNow();
    }
    lastSweep = System.nanoTime();
    swept = true;
  }

  void sweepNow() {
    List<String> kept = copies.all();
    Map<String, List<DispatchRow>> known =
        ledger.dispatchesSealedAs(kept).stream()
            .collect(Collectors.groupingBy(row -> row.dispatch().sealedSha256()));
    long forgotten = 0;
    for (String digest : kept) {
      List<DispatchRow> rows = known.getOrDefault(digest, List.of());
      if (rows.isEmpty() ? isOverFor(digest) : rows.stream().allMatch(this::isOverFor)) {
        copies.forget(digest);
        forgotten++;
      }
    }
    if (forgotten > 0) {
      LOG.info("Deleted {} kept copies: the portal has deleted its own", forgotten);
    }
  }

  private boolean isOverFor(DispatchRow row) {
    String recipient = row.dispatch().recipient();
    Duration kept = retention.find(recipient).orElse(LONGEST_RETENTION);
    return row.state().isFinal()
        && isOver(row.lastEventAt(), kept)
        && differences.standingOf(recipient, row.dispatch().reportId()).stream()
            .noneMatch(each -> each.kind().isLoss());
  }

  /** Of what the ledger does not know: it may be of a ledger that was lost. */
  private boolean isOverFor(String digest) {
    Instant keptAt = copies.keptAt(digest);
    Duration longest = retention.all().max(Duration::compareTo).orElse(LONGEST_RETENTION);
    return keptAt != null && isOver(keptAt, longest);
  }

  private boolean isOver(Instant since, Duration kept) {
    return since.plus(kept).isBefore(clock.instant());
  }
}
