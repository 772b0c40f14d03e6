package no.lagret.delivery;

import no.lagret.broker.Queues;

/** The properties that a report carries over the queues. Ids, digests, counts and times only. */
public final class ReportHeaders {

  public static final String RECIPIENT = Queues.RECIPIENT;
  public static final String CHANNEL = "LagretChannel";
  public static final String REPORT = "LagretReport";
  public static final String DISPATCH = "LagretDispatch";
  public static final String GENERATION = "LagretGeneration";

  /** Raised by one with each committed hop, so that the ledger knows the order of events. */
  public static final String STEP = "LagretStep";

  public static final String SENT_AT = "LagretSentAt";
  public static final String RECEIVED_AT = "LagretReceivedAt";
  public static final String PDF_SHA256 = "LagretPdfSha256";
  public static final String SEALED_SHA256 = "LagretSealedSha256";
  public static final String SEALED_SIZE = "LagretSealedSize";
  public static final String STAMP = "LagretStamp";

  /** Where the portal wants its answer, on channels that answer to an account. */
  public static final String REPLY_ACCOUNT = "LagretReplyAccount";

  /** Followed by the failure class: how often an attempt failed that way. */
  public static final String FAILED = "LagretFailed_";

  public static final String FIRST_FAILURE_AT = "LagretFirstFailureAt";
  public static final String LAST_FAILURE_AT = "LagretLastFailureAt";

  /** Since when it waits for the case system's receipt. */
  public static final String HANDED_OVER_AT = "LagretHandedOverAt";

  /** On a dead letter: its id, new with each dead-lettering. */
  public static final String LETTER = "LagretLetter";

  public static final String REASON = "LagretReason";

  /** On a dead letter: the queue it came from. */
  public static final String QUEUE = "LagretQueue";

  /** On an approved hand-back: the proof that named persons want it. */
  public static final String HAND_BACK = "LagretHandBack";

  /** Artemis's own: a second message with the same id is refused. Set by intake only. */
  static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

  private ReportHeaders() {}
}
