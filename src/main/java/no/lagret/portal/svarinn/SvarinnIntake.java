package no.lagret.portal.svarinn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.delivery.Duplicates;
import no.lagret.delivery.IntakeRoom;
import no.lagret.delivery.NewCopies;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerWriter;
import no.lagret.portal.PortalHealth;
import no.lagret.report.Channel;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what of the portal's list is taken: by what the ledger knows of a dispatch, and whether
 * it is listed. The portal lists a dispatch until it is confirmed, so most of the list is known.
 */
final class SvarinnIntake {

  private static final Logger LOG = LoggerFactory.getLogger(SvarinnIntake.class);
  private static final java.time.Duration LEDGER_WAIT = java.time.Duration.ofSeconds(30);
  private static final int POLLS_BEFORE_TOLD_AGAIN = 2;

  private final String recipient;
  private final Ledger ledger;
  private final LedgerWriter writer;
  private final NewCopies copies;
  private final StillListed stillListed;
  private final Duplicates duplicates;
  private final IntakeRoom room;
  private final Alarms alarms;
  private final PortalHealth health;

  /** Polls in a row in which a settled dispatch was listed. Lost with the process: then later. */
  private final Map<String, Integer> polls = new ConcurrentHashMap<>();

  /** Generations raised because the broker refused the one before, and nobody can say why. */
  private final Map<String, Integer> raised = new ConcurrentHashMap<>();

  SvarinnIntake(
      String recipient,
      Ledger ledger,
      LedgerWriter writer,
      NewCopies copies,
      StillListed stillListed,
      Duplicates duplicates,
      IntakeRoom room,
      Alarms alarms,
      PortalHealth health) {
    this.recipient = recipient;
    this.ledger = ledger;
    this.writer = writer;
    this.copies = copies;
    this.stillListed = stillListed;
    this.duplicates = duplicates;
    this.room = room;
    this.alarms = alarms;
    this.health = health;
  }

  /** Makes of the list in the body the dispatches to be taken now. */
  void choose(Exchange exchange) {
    PortalList list = exchange.getMessage().getBody(PortalList.class);
    health.holds();
    tellUnusable(list);
    if (!room.isLeft()) {
      exchange.getMessage().setBody(List.of());
      return;
    }
    // Everything told before must be written, or what was taken a moment ago would look unknown.
    if (!writer.awaitBarrier(LEDGER_WAIT)) {
      LOG.warn("The ledger is behind: nothing is taken from the portal until it has caught up");
      exchange.getMessage().setBody(List.of());
      return;
    }
    List<Taking> takings = new ArrayList<>();
    for (Listed listed : list.dispatches()) {
      ledger
          .dispatch(recipient, Channel.SVARINN, listed.dispatchId())
          .ifPresentOrElse(
              known -> decide(listed, known, takings),
              () -> takings.add(taking(listed, raised.getOrDefault(listed.dispatchId(), 1))));
    }
    Set<String> ids =
        list.dispatches().stream().map(Listed::dispatchId).collect(Collectors.toSet());
    polls.keySet().retainAll(ids);
    lookForGone(ids);
    lookForNeverFetched(ids);
    lookForLetGo(ids);
    if (!takings.isEmpty()) {
      LOG.info("The portal lists {} dispatches, {} of them are new", ids.size(), takings.size());
    }
    exchange.getMessage().setBody(takings);
  }

  private static Taking taking(Listed listed, int generation) {
    return new Taking(listed, generation, null);
  }

  private void tellUnusable(PortalList list) {
    if (list.unusable() > 0) {
      alarms.begin(
          Condition.PORTAL_BAD_LIST,
          recipient,
          recipient,
          null,
          "The portal lists dispatches without a usable id. They stay there; tell KS.");
    } else {
      alarms.end(Condition.PORTAL_BAD_LIST, recipient);
    }
  }

  private void decide(Listed listed, DispatchRow known, List<Taking> takings) {
    String id = listed.dispatchId();
    alarms.end(Condition.NOT_LISTED, id);
    switch (known.state()) {
      case QUEUED, AWAITING_RECEIPT, DEAD, STORED -> {
        polls.remove(id);
        // Taken after all: the answer to the commit was lost.
        alarms.end(Condition.FETCH_FAILED, id);
        alarms.end(Condition.DUPLICATE_ID, id);
      }
      case HANDED_BACK ->
          alarms.begin(
              Condition.STILL_LISTED,
              id,
              recipient,
              known.dispatch().reportId(),
              "Handed back and still listed at the portal. Ask KS whether it was printed.");
      case CONFIRMED, PORTAL_GONE -> {
        if (polls.merge(id, 1, Integer::sum) >= POLLS_BEFORE_TOLD_AGAIN) {
          polls.remove(id);
          if (!stillListed.toldAgain(known)) {
            takings.add(taking(listed, known.dispatch().generation() + 1));
          }
        }
      }
    }
  }

  /** Somebody else printed or confirmed what is not stored: delivered all the same, and told. */
  private void lookForGone(Set<String> listed) {
    ledger.eachInStates(
        List.of(ReportState.QUEUED, ReportState.AWAITING_RECEIPT, ReportState.DEAD),
        row -> {
          Dispatch dispatch = row.dispatch();
          if (dispatch.channel() == Channel.SVARINN
              && dispatch.recipient().equals(recipient)
              // What we confirmed before and deliver once more from a kept copy is gone there.
              && row.confirmedAt() == null
              && !listed.contains(dispatch.dispatchId())) {
            alarms.begin(
                Condition.NOT_LISTED,
                dispatch.dispatchId(),
                recipient,
                dispatch.reportId(),
                "Not stored yet, and gone from the portal's list: printed or confirmed by somebody"
                    + " else. It is still delivered; ask KS what happened.");
          }
        });
    for (var alarm : alarms.standing()) {
      if (alarm.condition() == Condition.NOT_LISTED && isSettled(alarm.subject())) {
        alarms.end(Condition.NOT_LISTED, alarm.subject());
      }
    }
  }

  /** Handed back, or stored again and confirmed: the portal has let it go. */
  private void lookForLetGo(Set<String> listed) {
    for (var alarm : alarms.standing()) {
      if (alarm.condition() == Condition.STILL_LISTED
          && recipient.equals(alarm.recipient())
          && !listed.contains(alarm.subject())
          && isSettled(alarm.subject())) {
        alarms.end(Condition.STILL_LISTED, alarm.subject());
      }
    }
  }

  private boolean isSettled(String dispatchId) {
    return ledger
        .dispatch(recipient, Channel.SVARINN, dispatchId)
        .map(row -> row.state().isFinal())
        .orElse(false);
  }

  /** What could never be fetched and is gone is known to nobody here but by its alarm. */
  private void lookForNeverFetched(Set<String> listed) {
    for (var alarm : alarms.standing()) {
      if (alarm.condition() == Condition.FETCH_FAILED
          && recipient.equals(alarm.recipient())
          && !listed.contains(alarm.subject())) {
        alarms.end(Condition.FETCH_FAILED, alarm.subject());
        if (ledger.dispatch(recipient, Channel.SVARINN, alarm.subject()).isEmpty()) {
          alarms.begin(
              Condition.NOT_LISTED,
              alarm.subject(),
              recipient,
              alarm.reportId(),
              "Never fetched whole, and gone from the portal's list. Ask KS what became of dispatch "
                  + alarm.subject()
                  + ", and whether it was printed.");
        }
      }
    }
  }

  /** Makes of the fetched bytes the message for {@code lagret.reports}, and tells the ledger. */
  void stamp(Exchange exchange) {
    Taking taking = exchange.getMessage().getBody(Taking.class);
    Listed listed = taking.listed();
    NewCopies.NewCopy copy =
        copies.take(
            new Dispatch(
                recipient,
                Channel.SVARINN,
                listed.reportId(),
                listed.dispatchId(),
                taking.generation(),
                listed.sentAt(),
                java.time.Instant.EPOCH,
                listed.pdfSha256(),
                "",
                0),
            taking.bytes());
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeaders(copy.properties());
    exchange.getMessage().setBody(copy.body());
    alarms.end(Condition.FETCH_FAILED, listed.dispatchId());
    alarms.end(Condition.NOT_LISTED, listed.dispatchId());
    alarms.end(Condition.DUPLICATE_ID, listed.dispatchId());
    LOG.info("{} is fetched whole and queued, {} bytes", copy.dispatch(), copy.body().length);
  }

  /** After a list that could not be had. The portal keeps everything; it is asked again. */
  void notListed(Exchange exchange) {
    Throwable why = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    health.failed(why instanceof ClassifiedFailure failure ? failure : null);
    LOG.debug("Not listed", why);
  }

  /** After a dispatch that could not be taken. It stays at the portal; the others go on. */
  void notTaken(Exchange exchange) {
    Throwable why = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    Taking taking = exchange.getProperty("taking", Taking.class);
    String id = taking.listed().dispatchId();
    if (Duplicates.isRefusal(why)) {
      if (!duplicates.someoneKnows(recipient, Channel.SVARINN, id)) {
        raised.put(id, taking.generation() + 1);
        alarms.begin(
            Condition.DUPLICATE_ID,
            id,
            recipient,
            taking.listed().reportId(),
            "The broker says it has this dispatch, and it is in no queue. It is taken again.");
      }
      return;
    }
    alarms.begin(
        Condition.FETCH_FAILED,
        id,
        recipient,
        taking.listed().reportId(),
        (why instanceof ClassifiedFailure ? why.getMessage() : "It could not be queued")
            + ". It stays at the portal and is fetched again at the next poll.");
    LOG.debug("Not taken", why);
  }
}
