package no.lagret.brake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import no.lagret.broker.Queues;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.ReportView;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that an operator wants laid before a person instead of tried once more. The request is an
 * event of each waiting dispatch, and stands until that dispatch has gone on: dead-lettered at its
 * next attempt, which is brought forward, or stored before. Its reason is sealed.
 */
public final class SetAside {

  private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

  private final Ledger ledger;
  private final Queues queues;
  private final LedgerEvents events;
  private final BiFunction<String, byte[], Optional<byte[]>> seal;
  private final BooleanSupplier ledgerCaughtUp;
  private final Consumer<LedgerEvent> bringForward;

  /** Keys of what is asked for; so that an attempt asks the database for nothing but those. */
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /**
   * @param seal seals a text for the recipient; empty where nothing can be sealed, and then the
   *     text is not kept
   * @param ledgerCaughtUp waits until all that was told before is written; false when it is not yet
   * @param bringForward lets the dispatch of the request be tried now
   */
  public SetAside(
      Ledger ledger,
      Queues queues,
      LedgerEvents events,
      BiFunction<String, byte[], Optional<byte[]>> seal,
      BooleanSupplier ledgerCaughtUp,
      Consumer<LedgerEvent> bringForward) {
    this.ledger = ledger;
    this.queues = queues;
    this.events = events;
    this.seal = seal;
    this.ledgerCaughtUp = ledgerCaughtUp;
    this.bringForward = bringForward;
  }

  /**
   * Asks for it, durably. Asking again changes nothing.
   *
   * @param reason free text; sealed, and only its digest is in the chain
   * @return whether there is anything to set aside; false when no dispatch of the report waits
   */
  public synchronized boolean ask(ReportView report, String reason, String user) {
    List<DispatchRow> waiting =
        report.dispatches().stream()
            .filter(
                row ->
                    row.state() == ReportState.QUEUED
                        || row.state() == ReportState.AWAITING_RECEIPT)
            .toList();
    List<LedgerEvent> requests =
        waiting.stream()
            .filter(row -> ledger.setAsideAsked(row.dispatch()).isEmpty())
            .map(
                row ->
                    LedgerEvent.of(EventType.SET_ASIDE_ASKED, row.dispatch(), row.step()).by(user))
            .toList();
    if (!requests.isEmpty()) {
      tell(requests, seal.apply(report.recipient(), reason.getBytes(UTF_8)).orElse(null));
      LOG.info("Report {} is set aside at its next attempt", report.reportId());
      if (!ledgerCaughtUp.getAsBoolean()) {
        LOG.warn("The ledger is behind: the report is set aside once it has caught up");
      }
      refresh();
      requests.forEach(bringForward);
    }
    return !waiting.isEmpty();
  }

  private void tell(List<LedgerEvent> requests, byte @Nullable [] sealedReason) {
    queues.together(
        () -> {
          for (LedgerEvent request : requests) {
            if (sealedReason == null) {
              events.record(request);
            } else {
              events.record(request, sealedReason);
            }
          }
        });
  }

  /**
   * The request that is to be answered at this attempt, if there is one.
   *
   * @throws org.springframework.dao.DataAccessException when that cannot be said now
   */
  public Optional<LedgerEvent> asked(Dispatch dispatch) {
    String key = key(dispatch.recipient(), dispatch.channel(), dispatch.dispatchId());
    return asked.contains(key) ? ledger.setAsideAsked(dispatch) : Optional.empty();
  }

  /** Takes up what is asked for and not answered. */
  public synchronized void refresh() {
    Map<String, LedgerEvent> open = new ConcurrentHashMap<>();
    ledger.setAsideAsked().forEach(request -> open.put(key(request), request));
    asked.addAll(open.keySet());
    asked.retainAll(open.keySet());
  }

  /** Brings forward again what an attempt that was in work meanwhile has scheduled anew. */
  void bringForwardAll() {
    refresh();
    if (!asked.isEmpty()) {
      ledger.setAsideAsked().forEach(bringForward);
    }
  }

  private static String key(LedgerEvent request) {
    return key(
        Objects.requireNonNull(request.recipient()),
        Objects.requireNonNull(request.channel()),
        Objects.requireNonNull(request.dispatchId()));
  }

  private static String key(String recipient, Object channel, String dispatchId) {
    return recipient + '/' + channel + '/' + dispatchId;
  }
}
