package no.lagret.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import no.lagret.casesystem.StillStored;
import no.lagret.ledger.Ledger;
import no.lagret.recipient.PerRecipient;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Makes one comparison of one recipient's reports. */
final class Reconciler {

  /** What was sent on the one side of midnight may have come on the other, and days later. */
  private static final Duration AROUND = Duration.ofDays(2);

  /** More absent reports than these are not looked up one by one in one comparison. */
  private static final int MOST_LOOKS = 1_000;

  /** Where the sides are read. */
  @FunctionalInterface
  interface Sides {
    SidesReader.Answer read(String recipient, Period period, Logs logs);
  }

  private final Sides sidesReader;
  private final Ledger ledger;
  private final StillStored stillStored;
  private final Differences differences;
  private final DifferenceAlarms alarms;
  private final RunTable runs;
  private final TransactionOperations transaction;
  private final PerRecipient<Duration> retention;
  private final ReconciliationSettings settings;
  private final InstantSource clock;

  /** By recipient, the comparisons that failed and are to be made again. */
  private final Map<String, Set<String>> failed = new HashMap<>();

  Reconciler(
      Sides sidesReader,
      Ledger ledger,
      StillStored stillStored,
      Differences differences,
      DifferenceAlarms alarms,
      RunTable runs,
      TransactionOperations transaction,
      PerRecipient<Duration> retention,
      ReconciliationSettings settings,
      InstantSource clock) {
    this.sidesReader = sidesReader;
    this.ledger = ledger;
    this.stillStored = stillStored;
    this.differences = differences;
    this.alarms = alarms;
    this.runs = runs;
    this.transaction = transaction;
    this.retention = retention;
    this.settings = settings;
    this.clock = clock;
  }

  /** Reads the sides, compares them, and writes what came of it; nothing where it ends early. */
  ReconciliationResult reconcile(Reconciliation run, String recipient, Logs logs) {
    Period period = run.period();
    SidesReader.Answer answer = sidesReader.read(recipient, period, logs);
    KeptIndex index =
        new KeptIndex(period, around(recipient, period), new LedgerQueries(ledger, recipient));
    DirectLooks looks = new DirectLooks(stillStored, recipient, MOST_LOOKS);
    Terms terms = new Terms(period, clock.instant(), settings.grace(), settings.skew());
    Findings findings = new Comparison(terms, index, looks).compare(answer.sides());
    List<Difference> before = differences.standing(recipient);
    index.loadOf(before);
    SeenWell well = new SeenWell(period, index, findings, answer.sides(), looks);
    Differences.Change change =
        differences.change(
            recipient,
            before,
            findings.differences(),
            found -> askBy(recipient, index, found),
            found -> lastMoved(index, found),
            well::is);
    List<SideState> states = new ArrayList<>(answer.states());
    states.add(
        SideState.known(
            recipient,
            SideState.Side.LEDGER,
            SideState.Source.LIST,
            index.ofPeriod().stream().map(Kept::reportId).distinct().count(),
            ledger.head().hash()));
    ReconciliationResult result =
        new ReconciliationResult(
            recipient,
            findings.matchedCount(),
            findings.notKnownCount(),
            change.differences(before.size()),
            List.copyOf(states));
    transaction.executeWithoutResult(
        status -> {
          differences.write(recipient, change, findings.differences());
          runs.addResult(run.id(), result);
        });
    differences.ended(change);
    return result;
  }

  /** Raises what stands, and says where a side was silent. */
  void tell(Reconciliation run, ReconciliationResult result) {
    Set<String> others = failed.computeIfAbsent(result.recipient(), name -> new HashSet<>());
    others.remove(run.id());
    differences.tell(result.recipient());
    List<String> silent =
        result.sides().stream()
            .filter(side -> side.state() == SideState.State.NOT_KNOWN)
            .map(side -> Objects.requireNonNull(side.why()))
            .toList();
    if (silent.isEmpty() && others.isEmpty()) {
      alarms.reconciled(result.recipient());
    } else if (!silent.isEmpty()) {
      alarms.notReconciled(result.recipient(), String.join(" ", silent));
    }
  }

  /** Says that nothing could be compared: not a side, but the gateway itself failed. */
  void tellFailed(Reconciliation run, String recipient) {
    failed.computeIfAbsent(recipient, name -> new HashSet<>()).add(run.id());
    alarms.notReconciled(
        recipient,
        "The comparison itself failed, and is tried again. Look for an alarm LEDGER; where none"
            + " stands, send the log to whoever maintains the gateway.");
  }

  private List<Kept> around(String recipient, Period period) {
    Period wide = period.widened(AROUND);
    List<Kept> kept = new ArrayList<>();
    ledger.eachReceived(recipient, wide.from(), wide.to(), row -> kept.add(Kept.of(row)));
    return kept;
  }

  private @Nullable Instant askBy(String recipient, KeptIndex index, Found found) {
    if (!found.kind().isLoss()) {
      return null;
    }
    return index.ofReport(found.reportId()).stream()
        .map(Kept::confirmedAt)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .map(confirmed -> confirmed.plus(retention.of(recipient)))
        .orElse(null);
  }

  private static Instant lastMoved(KeptIndex index, Found found) {
    return index.ofReport(found.reportId()).stream()
        .map(Kept::lastEventAt)
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /** What the ledger knows beyond the period. */
  private record LedgerQueries(Ledger ledger, String recipient) implements KeptIndex.LedgerSide {

    @Override
    public List<Kept> ofReports(Collection<String> reportIds) {
      return ledger.dispatchesOf(recipient, reportIds).stream().map(Kept::of).toList();
    }

    @Override
    public List<Kept> ofDispatches(Collection<String> dispatchIds) {
      return ledger.dispatches(recipient, dispatchIds).stream().map(Kept::of).toList();
    }
  }
}
