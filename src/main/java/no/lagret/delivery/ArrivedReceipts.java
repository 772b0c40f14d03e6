package no.lagret.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.Queue;
import no.lagret.casesystem.CaseFolder;
import no.lagret.delivery.OddReceipts.Oddity;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.Ledger;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.ReportState;
import org.apache.camel.ExchangeProperty;
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
  private final Map<String, OddReceipts> oddities = new ConcurrentHashMap<>();

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

  /**
   * Looks at all that lie there for the recipient that the exchange property of that name tells.
   * Never fails: they stay where they are, and are looked at in the next round.
   */
  public void look(@ExchangeProperty("recipient") String recipient) {
    CaseFolder folder = folders.of(recipient);
    OddReceipts odd = oddities.computeIfAbsent(recipient, name -> new OddReceipts(name, alarms));
    String trouble = Recipients.setting(recipient, CaseFolder.RECEIPTS);
    try {
      List<String> lying = folder.receiptNames();
      for (String name : lying) {
        look(recipient, folder, name, odd);
      }
      folder.takeBackSettled(clock.instant());
      odd.tell(lying);
      alarms.end(Condition.CASE_SYSTEM_SETTINGS, trouble);
    } catch (ClassifiedFailure e) {
      LOG.debug("The receipts could not be looked at", e);
      alarms.begin(
          Condition.CASE_SYSTEM_SETTINGS,
          trouble,
          recipient,
          null,
          e.getMessage() + ": check " + Recipients.setting(recipient, setting(e)) + ".");
    } catch (RuntimeException e) {
      LOG.debug("The receipts could not be looked at", e);
    }
  }

  private static String setting(ClassifiedFailure e) {
    return Objects.requireNonNullElse(e.setting(), CaseFolder.RECEIPTS);
  }

  private void look(String recipient, CaseFolder folder, String name, OddReceipts odd)
      throws ClassifiedFailure {
    try {
      odd.found(name, settle(recipient, folder, name, odd.of(name) == Oddity.UNKNOWN));
    } catch (RuntimeException e) {
      LOG.debug("A receipt could not be looked at; the others are", e);
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
}
