package no.lagret.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.Queue;
import no.lagret.casesystem.CaseFolder;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.Ledger;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.ReportState;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each receipt that a case system lays down, again and again until it is settled: wakes
 * the dispatches that wait for it, brings back those that became dead letters for want of it, and
 * archives it once all of them are settled. Whether it proves anything is asked later, by the
 * delivery that it wakes.
 */
public final class ArrivedReceipts {

  private static final Logger LOG = LoggerFactory.getLogger(ArrivedReceipts.class);
  private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(1);
  private static final Duration KNOWN_WITHIN = Duration.ofHours(1);

  private final PerRecipient<CaseFolder> folders;
  private final Ledger ledger;
  private final BooleanSupplier ledgerCaughtUp;
  private final BrokerManagement broker;
  private final LateReceipt late;
  private final Alarms alarms;
  private final InstantSource clock;
  private final Map<String, Map<String, Oddity>> odd = new ConcurrentHashMap<>();

  /** What can be wrong with a receipt that lies there. */
  private enum Oddity {
    NO_FILE("no readable file"),
    TORN("torn"),
    OTHER_REPORT("under the name of another report"),
    UNKNOWN("of no report that came through here"),
    SECOND("a second one with another journal reference");

    private final String words;

    Oddity(String words) {
      this.words = words;
    }
  }

  /** What happens to a dead letter whose receipt has come after all. */
  public interface LateReceipt {
    /** Sends it back to delivery, where it became one for want of a receipt; else nothing. */
    void cameFor(String letterId);
  }

  ArrivedReceipts(
      PerRecipient<CaseFolder> folders,
      Ledger ledger,
      BooleanSupplier ledgerCaughtUp,
      BrokerManagement broker,
      LateReceipt late,
      Alarms alarms,
      InstantSource clock) {
    this.folders = folders;
    this.ledger = ledger;
    this.ledgerCaughtUp = ledgerCaughtUp;
    this.broker = broker;
    this.late = late;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Looks at the file that the message names; at the end of each round, at what is left over. */
  public void look(Exchange exchange) {
    String recipient = exchange.getProperty("recipient", String.class);
    String name = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    CaseFolder folder = folders.of(recipient);
    Map<String, Oddity> oddities = odd.computeIfAbsent(recipient, each -> new TreeMap<>());
    try {
      if (name != null) {
        Oddity oddity = settle(recipient, folder, name, oddities.get(name) == Oddity.UNKNOWN);
        if (oddity == null) {
          oddities.remove(name);
        } else {
          oddities.put(name, oddity);
        }
      }
      if (name == null
          || Boolean.TRUE.equals(exchange.getProperty(ExchangePropertyKey.BATCH_COMPLETE))) {
        folder.takeBackSettled(clock.instant());
        oddities.keySet().removeIf(each -> !folder.hasReceiptNamed(each));
        tell(recipient, oddities);
      }
    } catch (ClassifiedFailure | RuntimeException e) {
      // It stays where it is, and is looked at in the next round.
      LOG.debug("A receipt could not be looked at", e);
    }
  }

  /**
   * @param toldUnknown whether the ledger, once it had caught up, knew nothing of its report
   */
  private @Nullable Oddity settle(
      String recipient, CaseFolder folder, String name, boolean toldUnknown)
      throws ClassifiedFailure {
    CaseFolder.Lying receipt = folder.receiptNamed(name);
    if (receipt == null) {
      return folder.hasReceiptNamed(name) ? Oddity.NO_FILE : null;
    }
    String reportId = receipt.reportId();
    if (reportId == null) {
      return isYoung(receipt, WRITTEN_WITHIN) ? null : Oddity.TORN;
    }
    if (!CaseFolder.receiptName(reportId).equals(name)) {
      return Oddity.OTHER_REPORT;
    }
    List<DispatchRow> dispatches = ledger.dispatchesOf(recipient, reportId);
    if (dispatches.isEmpty()) {
      return toldUnknown || (!isYoung(receipt, KNOWN_WITHIN) && ledgerCaughtUp.getAsBoolean())
          ? Oddity.UNKNOWN
          : null;
    }
    if (dispatches.stream().allMatch(row -> row.state().isFinal())) {
      String reference = receipt.reference();
      if (dispatches.stream().noneMatch(row -> Objects.equals(row.journalReference(), reference))) {
        return Oddity.SECOND;
      }
      folder.archive(name, clock.instant());
      return null;
    }
    dispatches.forEach(this::wake);
    return null;
  }

  private void wake(DispatchRow row) {
    if (row.state() == ReportState.AWAITING_RECEIPT) {
      broker.deliverNow(
          Queue.AWAITING_RECEIPT,
          Map.of(
              ReportHeaders.RECIPIENT, row.dispatch().recipient(),
              ReportHeaders.DISPATCH, row.dispatch().dispatchId()));
    } else if (row.state() == ReportState.DEAD && row.letterId() != null) {
      late.cameFor(row.letterId());
    }
  }

  private boolean isYoung(CaseFolder.Lying receipt, Duration limit) {
    Instant now = clock.instant();
    return receipt.since().plus(limit).isAfter(now);
  }

  /** Their names are not ours and may say anything: they are counted, not told. */
  private void tell(String recipient, Map<String, Oddity> oddities) {
    if (oddities.isEmpty()) {
      alarms.end(Condition.ODD_RECEIPTS, recipient);
      return;
    }
    Map<Oddity, Integer> counts = new EnumMap<>(Oddity.class);
    oddities.values().forEach(oddity -> counts.merge(oddity, 1, Integer::sum));
    alarms.begin(
        Condition.ODD_RECEIPTS,
        recipient,
        recipient,
        null,
        "Receipts lie in "
            + Recipients.setting(recipient, "lagret.case-system.file.receipts")
            + " that settle nothing: "
            + counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().words)
                .collect(Collectors.joining(", "))
            + ". They are kept. Ask the vendor of the case system what they are.");
  }
}
