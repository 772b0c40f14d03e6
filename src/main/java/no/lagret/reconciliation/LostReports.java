package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import no.lagret.broker.Queues;
import no.lagret.casesystem.StillStored.Sight;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.PerRecipient;
import org.jspecify.annotations.Nullable;

/** What is done about a confirmed report that the case system was seen to hold, or not to hold. */
final class LostReports {

  private final DifferenceTable table;
  private final DifferenceAlarms alarms;
  private final Queues queues;
  private final LedgerEvents events;
  private final PerRecipient<Duration> retention;
  private final InstantSource clock;

  LostReports(
      DifferenceTable table,
      DifferenceAlarms alarms,
      Queues queues,
      LedgerEvents events,
      PerRecipient<Duration> retention,
      InstantSource clock) {
    this.table = table;
    this.alarms = alarms;
    this.queues = queues;
    this.events = events;
    this.retention = retention;
    this.clock = clock;
  }

  /** The sight must tell something. */
  void seen(String recipient, Kept kept, Sight sight) {
    List<Difference> standing =
        table.standingOf(recipient, kept.reportId()).stream()
            .filter(each -> each.kind().isLoss())
            .toList();
    switch (sight) {
      case HELD -> {
        if (!standing.isEmpty()) {
          table.seenWell(standing, clock.instant());
          standing.forEach(alarms::settled);
        }
      }
      case GONE -> missed(recipient, kept, DifferenceKind.GONE, standing);
      case CHANGED -> missed(recipient, kept, DifferenceKind.CHANGED, standing);
      case NOT_KNOWN -> throw new IllegalArgumentException("Nothing was seen");
    }
  }

  private void missed(String recipient, Kept kept, DifferenceKind kind, List<Difference> standing) {
    Instant now = clock.instant();
    Found found =
        new Found(kind, kept.reportId(), kept.reportId(), kept.dispatchId(), kept.sent(), 1);
    Instant askBy = askBy(recipient, kept);
    if (standing.stream().anyMatch(each -> each.kind() == kind)) {
      table.seen(standing, Map.of(), now);
      alarms.stands(recipient, found, askBy);
      return;
    }
    Instant accepted = table.settledByPersons(recipient).get(found.key());
    if (accepted != null && !kept.lastEventAt().isAfter(accepted)) {
      return;
    }
    queues.together(() -> events.record(event(recipient, kept, kind)));
    table.add(recipient, List.of(new DifferenceTable.New(found, askBy)), now);
    alarms.stands(recipient, found, askBy);
  }

  private @Nullable Instant askBy(String recipient, Kept kept) {
    return kept.confirmedAt() == null ? null : kept.confirmedAt().plus(retention.of(recipient));
  }

  private LedgerEvent event(String recipient, Kept kept, DifferenceKind kind) {
    return new LedgerEvent(
            UUID.randomUUID().toString(),
            clock.instant(),
            EventType.STORE_MISSED,
            recipient,
            null,
            kept.reportId(),
            kept.dispatchId(),
            0,
            0,
            null,
            new TreeMap<>())
        .with(Fact.DIFFERENCE, kind)
        .with(Fact.JOURNAL_REFERENCE, kept.journalReference());
  }
}
