package no.lagret.ledger;

import static no.lagret.report.ReportState.AWAITING_RECEIPT;
import static no.lagret.report.ReportState.DEAD;

import java.util.Optional;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/**
 * What can happen. A type with a state moves its dispatch there; the others are told and move
 * nothing.
 */
public enum EventType {
  /** A census found it in a queue, further than the ledger knew; what came before is not known. */
  FOUND(5, ReportState.QUEUED),
  /** Taken from the portal and durable in the gateway, or a new copy of it. */
  QUEUED(10, ReportState.QUEUED),
  /** One attempt ended badly; it is scheduled again. */
  ATTEMPT_FAILED(20, ReportState.QUEUED),
  /** Seen three times without an outcome; it is delivered alone from now on. */
  SUSPECTED(30, ReportState.QUEUED),
  /** A dead letter was sent back to delivery. */
  REDELIVERED(40, ReportState.QUEUED),
  /** Handed over; the case system's receipt is not there yet. */
  AWAITING(50, AWAITING_RECEIPT),
  /** A person must settle it. */
  DEAD_LETTERED(60, DEAD),
  /** Proved to be stored. */
  STORED(70, ReportState.STORED),
  /** The portal could not be told; told again later. */
  CONFIRMATION_FAILED(80, ReportState.STORED),
  /** The portal says that it never got our confirmation; it is told again. */
  REPLY_LOST(83, ReportState.STORED),
  /** A read-back no longer finds the report. */
  STORE_LOST(85, ReportState.STORED),
  /** Given back to the portal by named persons. */
  HANDED_BACK(90, ReportState.HANDED_BACK),
  /** Stored, but the portal no longer knows the dispatch. */
  PORTAL_GONE(95, ReportState.PORTAL_GONE),
  /** Stored, and the portal was told. */
  CONFIRMED(100, ReportState.CONFIRMED),

  /** A condition begins to need attention. */
  ALARM_BEGAN(0, null),
  /** It needs more attention than before. */
  ALARM_RAISED(0, null),
  /** A named person has seen it. */
  ALARM_ACKNOWLEDGED(0, null),
  /** It no longer does. */
  ALARM_ENDED(0, null),
  /** An operator announced maintenance: outages are not told meanwhile. */
  MAINTENANCE_BEGAN(0, null),
  /** An operator ended it before its time. */
  MAINTENANCE_ENDED(0, null),
  /** What the ledger says and what the queues hold were compared. */
  CENSUS(0, null),
  /** Portal, ledger and case system were compared. */
  RECONCILED(0, null),
  /** The case system does not hold any more what was confirmed, or holds something else. */
  STORE_MISSED(0, null),
  /** A person did something about a difference, or settled it. */
  DIFFERENCE_FOLLOWED(0, null),
  /** A dispatch was in no queue in two passes of the census. */
  MISSING(0, null),
  /** A stamp did not hold. */
  STAMP_BROKEN(0, null),
  /** The gateway started. */
  STARTED(0, null),
  /** The gateway stopped in good order. */
  STOPPED(0, null),
  /** An operator's job was ordered, went on or ended. */
  JOB(0, null),
  /** An operator wrote a note to a dead letter. */
  NOTE(0, null),
  /** An operator marked a dead letter as one that waits for something, or took the mark away. */
  PARKED(0, null),
  /** An operator said why, and may read a dead letter for some minutes. */
  OPENED(0, null),
  /** An operator asked a second person to approve what cannot be undone. */
  APPROVAL_ASKED(0, null),
  /** It was approved and done. */
  APPROVED(0, null),
  /** A second person said no. */
  REJECTED(0, null),
  /** The portal could not be told that a report is handed back; told again later. */
  HAND_BACK_FAILED(0, null),
  /** An operator asked that a waiting dispatch be laid before a person at its next attempt. */
  SET_ASIDE_ASKED(0, null),
  /** An operator stopped delivery to the case system. */
  DELIVERY_PAUSED(0, null),
  /** An operator let delivery go on. */
  DELIVERY_RESUMED(0, null),
  /** The portal is not told any more; storing goes on. */
  CONFIRMATIONS_HELD(0, null),
  /** The portal is told again. */
  CONFIRMATIONS_RELEASED(0, null),
  /** An operator let bad ends become dead letters again. */
  GUARD_RELEASED(0, null),
  /** From now on the gateway only looks on: another receiver takes the reports. */
  OBSERVATION_BEGAN(0, null),
  /** From now on it takes them itself. */
  OBSERVATION_ENDED(0, null),
  /** Other routes run from now on. */
  ROUTES_ACTIVATED(0, null),
  /** The routes from before run again. */
  ROUTES_ROLLED_BACK(0, null),
  /** Somebody gave the name of a user and not its password. */
  SIGN_IN_FAILED(0, null),
  /** That happened so often that the user is refused for a while. */
  SIGN_IN_LOCKED(0, null);

  private final int rank;
  private final @Nullable ReportState state;

  EventType(int rank, @Nullable ReportState state) {
    this.rank = rank;
    this.state = state;
  }

  /** Decides between two events of the same generation and step: the higher one holds. */
  public int rank() {
    return rank;
  }

  /** Where the dispatch stands after it; empty for events that move nothing. */
  public Optional<ReportState> state() {
    return Optional.ofNullable(state);
  }
}
