package no.lagret.deadletter;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.casesystem.ReceiptVerifier;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.report.ClassifiedFailure;
import no.lagret.sealing.HandBack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What cannot be undone: one person asks, another approves, and it is done once, however often and
 * by however many it is pressed. A request is durable when it is answered. What is approved is
 * done, letter and ledger event in one transaction, before that is answered; where it cannot be
 * done now nothing has changed. After a crash in between, the ledger's event says whether it was.
 */
public final class Approvals {

  private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);

  private final ApprovalTable table;
  private final ApprovedSteps steps;
  private final ReceiptVerifier verifier;
  private final Ledger ledger;
  private final Decisions decisions;
  private final Words words;
  private final Alarms alarms;
  private final boolean secondPerson;
  private final InstantSource clock;

  /**
   * @param secondPerson whether another person must approve
   */
  Approvals(
      ApprovalTable table,
      ApprovedSteps steps,
      ReceiptVerifier verifier,
      Ledger ledger,
      Decisions decisions,
      Words words,
      Alarms alarms,
      boolean secondPerson,
      InstantSource clock) {
    this.table = table;
    this.steps = steps;
    this.verifier = verifier;
    this.ledger = ledger;
    this.decisions = decisions;
    this.words = words;
    this.alarms = alarms;
    this.secondPerson = secondPerson;
    this.clock = clock;
  }

  /** Whether another person must approve. */
  public boolean wantSecondPerson() {
    return secondPerson;
  }

  /**
   * Asks to count the report as stored, because somebody has registered it by hand. Without a
   * second person it is done at once.
   *
   * @param journalReference as {@link Fact#JOURNAL_REFERENCE} allows
   * @param why free text; it is sealed
   * @return the request; the one that is there already where the same was asked before
   * @throws LetterRefusal when the letter is settled, something else is asked for it, or the case
   *     system holds the report under another reference
   */
  public Approval registerByHand(
      DeadLetterRow letter, String journalReference, String why, String user) {
    if (!Fact.JOURNAL_REFERENCE.allows(journalReference)) {
      throw new IllegalArgumentException("No journal reference");
    }
    return ask(letter, Approval.Kind.REGISTER_BY_HAND, journalReference, null, why, user);
  }

  /**
   * Asks to give the portal a negative receipt, so that it sends paper.
   *
   * @param why free text; it is sealed
   * @return as above
   * @throws LetterRefusal when the letter is settled, or something else is asked for it
   */
  public Approval handBack(
      DeadLetterRow letter, HandBack.Reason reason, @Nullable String why, String user) {
    return ask(letter, Approval.Kind.HAND_BACK, null, reason, why, user);
  }

  private synchronized Approval ask(
      DeadLetterRow letter,
      Approval.Kind kind,
      @Nullable String journalReference,
      HandBack.@Nullable Reason reason,
      @Nullable String why,
      String user) {
    decisions.catchUp();
    Approval approval = before(letter, kind, journalReference, reason);
    if (approval == null) {
      if (decisions.isSettled(letter.letterId())) {
        throw LetterRefusal.settled();
      }
      if (journalReference != null) {
        try {
          isFound(letter.recipient(), letter.reportId(), journalReference);
        } catch (ClassifiedFailure e) {
          LOG.debug("Looked up when it is approved", e);
        }
      }
      approval = insert(letter, kind, journalReference, reason, why, user);
    }
    return secondPerson || approval.state() != Approval.State.OPEN
        ? read(approval)
        : execute(approval, approval.askedBy().equalsIgnoreCase(user) ? null : user);
  }

  /** What the same person, or another, asked for this letter before. */
  private @Nullable Approval before(
      DeadLetterRow letter,
      Approval.Kind kind,
      @Nullable String journalReference,
      HandBack.@Nullable Reason reason) {
    Approval last = table.last(letter.letterId()).map(decisions::current).orElse(null);
    if (last == null
        || last.state() == Approval.State.REJECTED
        || last.state() == Approval.State.OVERTAKEN) {
      return null;
    }
    if (last.kind() == kind
        && Objects.equals(last.journalReference(), journalReference)
        && last.reason() == reason) {
      return last;
    }
    throw LetterRefusal.conflict(
        "Something else is " + last.state() + " for this dead letter: approval " + last.id());
  }

  private Approval insert(
      DeadLetterRow letter,
      Approval.Kind kind,
      @Nullable String journalReference,
      HandBack.@Nullable Reason reason,
      @Nullable String why,
      String user) {
    String id = UUID.randomUUID().toString();
    String digest =
        words.tell(
            LedgerEvent.of(EventType.APPROVAL_ASKED, letter)
                .with(Fact.APPROVAL, id)
                .with(Fact.JOURNAL_REFERENCE, journalReference)
                .with(Fact.REASON, reason)
                .by(user),
            why);
    Approval approval =
        new Approval(
            id,
            kind,
            letter.letterId(),
            letter.reportId(),
            letter.recipient(),
            Approval.State.OPEN,
            clock.instant(),
            user,
            journalReference,
            reason,
            digest,
            null,
            null,
            secondPerson ? 2 : 1);
    table.insert(approval);
    LOG.info("{} is asked for", approval);
    return approval;
  }

  /**
   * Approves as the second person, and does it. Approving again has the same result, once.
   *
   * @throws LetterRefusal CONFLICT when it is the asker, it was rejected, the letter was settled
   *     meanwhile or the case system holds the report under another reference; NOT_NOW when case
   *     system, ledger or letter are not to be had now
   */
  public synchronized Approval approve(String id, String user) {
    decisions.catchUp();
    Approval approval = table.find(id).map(decisions::current).orElseThrow();
    return switch (approval.state()) {
      case APPROVED -> read(approval);
      case REJECTED -> throw LetterRefusal.conflict("This was rejected; ask again");
      case OVERTAKEN -> throw LetterRefusal.settled();
      case OPEN -> {
        if (approval.askedBy().equalsIgnoreCase(user)) {
          throw LetterRefusal.conflict("You asked for it yourself: another person must approve");
        }
        yield execute(approval, user);
      }
    };
  }

  private Approval execute(Approval approval, @Nullable String second) {
    boolean found = false;
    if (approval.kind() == Approval.Kind.REGISTER_BY_HAND) {
      try {
        found =
            isFound(
                approval.recipient(),
                approval.reportId(),
                Objects.requireNonNull(approval.journalReference()));
      } catch (ClassifiedFailure e) {
        throw LetterRefusal.notNow(
            "The case system does not say whether it has the report. Nothing was done; try again");
      }
    }
    DeadLetterRow letter = ledger.deadLetter(approval.letterId()).orElseThrow();
    boolean done;
    try {
      done = steps.done(approval, letter, second, found);
    } catch (RuntimeException e) {
      // The answer to a commit may be lost: the ledger says whether it was.
      LOG.warn("{} is perhaps not done, the ledger will say: {}", approval, e.toString());
      done = false;
    }
    if (!done) {
      return notDone(approval);
    }
    table.end(
        approval.id(),
        Approval.State.APPROVED,
        clock.instant(),
        second == null ? approval.askedBy() : second,
        ApprovedSteps.persons(second));
    if (approval.kind() == Approval.Kind.REGISTER_BY_HAND) {
      alarms.end(Condition.FALSE_RECEIPT, approval.reportId());
      alarms.end(Condition.RECEIPT_LATE, approval.reportId());
      alarms.end(Condition.DAMAGED, approval.reportId());
    }
    LOG.info("{} is approved and done", approval);
    decisions.caughtUp();
    return read(table.find(approval.id()).orElseThrow());
  }

  private Approval notDone(Approval approval) {
    if (!decisions.caughtUp()) {
      throw LetterRefusal.notNow("Not known yet whether it was done: look again in a moment");
    }
    Approval now = decisions.current(approval);
    return switch (now.state()) {
      case APPROVED -> read(now);
      case OVERTAKEN, REJECTED -> throw LetterRefusal.settled();
      case OPEN ->
          throw LetterRefusal.notNow(
              "The letter is not to be had just now. Nothing was done; try again in a moment");
    };
  }

  /**
   * Says no. Nothing else changes, and it may be asked for again.
   *
   * @throws LetterRefusal CONFLICT when it is approved, or the letter was settled meanwhile
   */
  public synchronized Approval reject(String id, String user) {
    decisions.catchUp();
    Approval approval = table.find(id).map(decisions::current).orElseThrow();
    switch (approval.state()) {
      case APPROVED -> throw LetterRefusal.conflict("This was approved and done");
      case OVERTAKEN -> throw LetterRefusal.settled();
      case REJECTED -> {}
      case OPEN -> {
        DeadLetterRow letter = ledger.deadLetter(approval.letterId()).orElseThrow();
        words.tell(
            LedgerEvent.of(EventType.REJECTED, letter).with(Fact.APPROVAL, id).by(user), null);
        table.end(id, Approval.State.REJECTED, clock.instant(), user, approval.persons());
      }
    }
    return read(table.find(id).orElseThrow());
  }

  /** One of them. */
  public Optional<Approval> find(String id) {
    return table.find(id).map(decisions::current).map(this::read);
  }

  /** The last one of a letter, in whatever state. */
  public Optional<Approval> of(String letterId) {
    return table.last(letterId).map(decisions::current).map(this::read);
  }

  /**
   * Those of the recipients, last asked first.
   *
   * @param recipients configured names; null for any
   * @param state null for any
   */
  public Page<Approval> list(
      @Nullable Set<String> recipients, Approval.@Nullable State state, PageRequest page) {
    table.open().forEach(decisions::current);
    Page<Approval> found = table.page(recipients, state, page);
    return new Page<>(found.items().stream().map(this::read).toList(), found.total());
  }

  private Approval read(Approval approval) {
    return approval.with(words.read(approval.text()));
  }

  /** Whether the case system has it so; what it does not find by our id may still be there. */
  private boolean isFound(String recipient, String reportId, String journalReference)
      throws ClassifiedFailure {
    String reference = verifier.referenceOf(recipient, reportId);
    if (reference != null && !reference.equals(journalReference)) {
      throw LetterRefusal.conflict(
          "The case system holds this report under another journal reference: " + reference);
    }
    return reference != null;
  }
}
