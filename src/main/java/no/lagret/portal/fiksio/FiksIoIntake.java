package no.lagret.portal.fiksio;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.delivery.Duplicates;
import no.lagret.delivery.IntakeRoom;
import no.lagret.delivery.LostReplies;
import no.lagret.delivery.NewCopies;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerWriter;
import no.lagret.report.Channel;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every message of one account, whatever it is, before KS is told that it was taken: durable
 * in the broker's journal and written in the ledger. KS pushes a message again whose ack it missed,
 * so most of what is known already needs nothing more.
 */
final class FiksIoIntake {

  private static final Logger LOG = LoggerFactory.getLogger(FiksIoIntake.class);
  private static final Duration LEDGER_WAIT = Duration.ofSeconds(30);

  private final String recipient;
  private final Ledger ledger;
  private final LedgerWriter writer;
  private final NewCopies copies;
  private final LostReplies lostReplies;
  private final Duplicates duplicates;
  private final IntakeRoom room;
  private final Payloads payloads;
  private final Alarms alarms;

  /** Generations raised because the broker refused the one before, and nobody can say why. */
  private final Map<String, Integer> raised = new ConcurrentHashMap<>();

  FiksIoIntake(
      String recipient,
      Ledger ledger,
      LedgerWriter writer,
      NewCopies copies,
      LostReplies lostReplies,
      Duplicates duplicates,
      IntakeRoom room,
      Payloads payloads,
      Alarms alarms) {
    this.recipient = recipient;
    this.ledger = ledger;
    this.writer = writer;
    this.copies = copies;
    this.lostReplies = lostReplies;
    this.duplicates = duplicates;
    this.room = room;
    this.payloads = payloads;
    this.alarms = alarms;
  }

  /** The route that queues a report; it throws where it did not. */
  interface Route {
    void take(FiksIoTaking taking) throws Exception;
  }

  /** Whether anything may be taken now. */
  boolean hasRoom() {
    return room.isLeft();
  }

  /**
   * Keeps the message.
   *
   * @param route takes a report into the queue
   * @param hurry whether the gateway is to stop
   * @throws NotKept when it is not known to be durable: to be tried again, and not acked
   */
  void keep(FiksIoMessage message, Route route, BooleanSupplier hurry) throws NotKept {
    if (!hasRoom()) {
      throw new NotKept("the disk is nearly full", null);
    }
    try {
      if (message.unreadable() == null && message.saysNotDelivered()) {
        notDelivered(message);
      } else if (known(message).isPresent()) {
        LOG.info("{} is known already: KS pushed it again", message);
        isTaken(message);
      } else {
        take(message, route, hurry);
        if (known(message).isEmpty()) {
          throw new NotKept("the route did not queue it", null);
        }
        isTaken(message);
      }
    } catch (NotKept e) {
      throw e;
    } catch (Exception e) {
      refused(message, e);
      throw new NotKept("it could not be queued", e);
    }
  }

  private void isTaken(FiksIoMessage message) {
    alarms.end(Condition.FETCH_FAILED, message.dispatchId());
    alarms.end(Condition.DUPLICATE_ID, message.dispatchId());
  }

  private void notDelivered(FiksIoMessage message) throws NotKept {
    if (!lostReplies.lost(
        recipient,
        String.valueOf(message.answers()),
        message.dispatchId(),
        payloads.longestCall(recipient))) {
      throw new NotKept("the ledger is behind", null);
    }
  }

  /** As the ledger has it once all that was told before is written. */
  private Optional<DispatchRow> known(FiksIoMessage message) throws NotKept {
    if (!writer.awaitBarrier(LEDGER_WAIT)) {
      throw new NotKept("the ledger is behind", null);
    }
    return ledger.dispatch(recipient, Channel.FIKS_IO, message.dispatchId());
  }

  private void take(FiksIoMessage message, Route route, BooleanSupplier hurry) throws Exception {
    int generation = raised.getOrDefault(message.dispatchId(), 1);
    var dispatch = FiksIoTaking.dispatch(recipient, message, generation);
    if (message.unreadable() != null) {
      layAside(message, "HEADERS", "It came over Fiks IO with " + message.unreadable(), generation);
    } else if (!message.isReport()) {
      layAside(
          message, "UNKNOWN_TYPE", "It came over Fiks IO as a type that is not known", generation);
    } else if (message.payloadId() == null) {
      route.take(new FiksIoTaking(message, generation, message.body()));
    } else {
      byte[] bytes = payloads.soon(dispatch, message.payloadId(), hurry);
      if (bytes == null) {
        copies.fetchLater(dispatch, message.payloadId());
        LOG.warn("{} is taken, its bytes are not to be had yet: fetched later", dispatch);
      } else {
        route.take(new FiksIoTaking(message, generation, bytes));
      }
    }
  }

  private void layAside(FiksIoMessage message, String code, String detail, int generation) {
    copies.layAside(
        FiksIoTaking.dispatch(recipient, message, generation),
        message.body(),
        code,
        detail,
        message.headers());
  }

  private void refused(FiksIoMessage message, Exception why) {
    String id = message.dispatchId();
    if (Duplicates.isRefusal(why)) {
      if (!duplicates.someoneKnows(recipient, Channel.FIKS_IO, id)) {
        raised.merge(id, 2, (before, first) -> before + 1);
        alarms.begin(
            Condition.DUPLICATE_ID,
            id,
            recipient,
            message.reportId(),
            "The broker says it has this dispatch, and it is in no queue. It is taken again.");
      }
      return;
    }
    alarms.begin(
        Condition.FETCH_FAILED,
        id,
        recipient,
        message.reportId(),
        "It could not be queued. KS keeps it, and is not told that it was taken; it is tried again.");
  }

  /** Makes of the message that KS pushed the one for {@code lagret.reports}; tells the ledger. */
  void stamp(Exchange exchange) {
    FiksIoTaking taking = exchange.getMessage().getBody(FiksIoTaking.class);
    NewCopies.NewCopy copy =
        copies.take(
            FiksIoTaking.dispatch(recipient, taking.message(), taking.generation()),
            taking.bytes());
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeaders(copy.properties());
    exchange.getMessage().setBody(copy.body());
    LOG.info("{} is taken and queued, {} bytes", copy.dispatch(), copy.body().length);
  }
}
